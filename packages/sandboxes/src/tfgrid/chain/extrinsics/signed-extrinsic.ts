import { compact } from '@polkadot-api/substrate-bindings';
import { toAddress } from '../addresses.ts';
import { fromHex, type RuntimeCodecs } from '../runtime/codecs.ts';
import type { RuntimeCall } from '../runtime/values.ts';
import { hashHex } from '../state/block.ts';
import { type Era, readEra } from './era.ts';

/** A signed transaction, version 4, as a client sends it. */
export interface SignedExtrinsic {
  /** The bytes as sent, with length prefix. */
  hex: string;
  hash: string;
  lengthBytes: number;
  publicKey: Uint8Array;
  account: string;
  signature: Uint8Array;
  era: Era;
  nonce: number;
  tip: bigint;
  call: RuntimeCall;
  /** The two parts of the message that was signed, around which nothing else stands. */
  callBytes: Uint8Array;
  extraBytes: Uint8Array;
}

const signedVersion4 = 0x84;
const idAddress = 0;
const sr25519Signature = 1;

/** Undefined when the bytes are no signed sr25519 transaction of this runtime. */
export function decodeSigned(hex: string, codecs: RuntimeCodecs): SignedExtrinsic | undefined {
  try {
    return decode(hex, codecs);
  } catch {
    return undefined;
  }
}

/** An unsigned transaction that the block's author puts in itself, with length prefix. */
export function encodeBare(call: RuntimeCall, codecs: RuntimeCodecs): string {
  const body = Buffer.concat([Buffer.from([4]), codecs.call.enc(call)]);
  return `0x${Buffer.concat([compact.enc(body.length), body]).toString('hex')}`;
}

function decode(hex: string, codecs: RuntimeCodecs): SignedExtrinsic | undefined {
  const bytes = fromHex(hex);
  const length = readCompact(bytes);
  let rest = length.rest;
  if (Number(length.value) !== rest.length) return undefined;
  const take = (count: number) => {
    if (rest.length < count) throw new RangeError('the transaction ends early');
    // A copy: the codecs read from the beginning of the underlying memory.
    const taken = rest.slice(0, count);
    rest = rest.subarray(count);
    return taken;
  };
  if (take(1)[0] !== signedVersion4 || take(1)[0] !== idAddress) return undefined;
  const publicKey = take(32);
  if (take(1)[0] !== sr25519Signature) return undefined;
  const signature = take(64);
  const extraStart = rest;
  const { era, length: eraLength } = readEra(rest);
  take(eraLength);
  const nonce = readCompact(rest);
  const tip = readCompact(nonce.rest);
  const callBytes = tip.rest.slice();
  const call = codecs.call.dec(callBytes);
  // A call that does not use up its bytes is no call of this runtime.
  if (codecs.call.enc(call).length !== callBytes.length) return undefined;
  return {
    hex,
    hash: hashHex(bytes),
    lengthBytes: bytes.length,
    publicKey,
    account: toAddress(publicKey),
    signature,
    era,
    nonce: Number(nonce.value),
    tip: BigInt(tip.value),
    call,
    callBytes,
    extraBytes: extraStart.subarray(0, extraStart.length - callBytes.length),
  };
}

function readCompact(bytes: Uint8Array): { value: number | bigint; rest: Uint8Array } {
  const mode = (bytes[0] ?? 0) & 3;
  const length = mode === 3 ? ((bytes[0] ?? 0) >> 2) + 5 : 1 << mode;
  if (bytes.length < length) throw new RangeError('the transaction ends early');
  return { value: compact.dec(bytes.slice(0, length)), rest: bytes.subarray(length) };
}
