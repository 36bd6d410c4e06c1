import { createHash } from 'node:crypto';
import { Blake2256, compactNumber } from '@polkadot-api/substrate-bindings';
import { toHex } from '../runtime/codecs.ts';

/** A block as the chain keeps it; all byte strings are 0x-hex. */
export interface Block {
  number: number;
  hash: string;
  header: Header;
  timestampMs: number;
  /** With length prefix, as clients send and look for them. */
  extrinsics: string[];
}

export interface Header {
  parentHash: string;
  number: number;
  stateRoot: string;
  extrinsicsRoot: string;
  /** Encoded digest items. */
  logs: string[];
}

export const zeroHash = `0x${'00'.repeat(32)}`;

/** Blake2-256 of the encoded header: clients compute it too and refuse a block whose hash differs. */
export function hashOf(header: Header): string {
  return hashHex(Buffer.from(encodeHeader(header)));
}

export function encodeHeader({ parentHash, number, stateRoot, extrinsicsRoot, logs }: Header): Uint8Array {
  return Buffer.concat([
    bytesOf(parentHash),
    compactNumber.enc(number),
    bytesOf(stateRoot),
    bytesOf(extrinsicsRoot),
    compactNumber.enc(logs.length),
    ...logs.map(bytesOf),
  ]);
}

/** Digest item of the block's slot, as Aura puts it first into every header. */
export function slotDigest(slot: number): string {
  const payload = Buffer.alloc(8);
  payload.writeBigUInt64LE(BigInt(slot));
  return toHex(Buffer.concat([Buffer.from([6]), Buffer.from('aura'), compactNumber.enc(8), payload]));
}

/** Root hashes are checked by nobody; they only differ when their content does. */
export function rootOf(...content: string[]): string {
  const hash = createHash('sha256');
  for (const part of content) hash.update(part);
  return toHex(hash.digest());
}

export const hashHex = (bytes: Uint8Array): string => toHex(Blake2256(bytes));
const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(2), 'hex');
