import { u32 } from '@polkadot-api/substrate-bindings';
import { verify } from '@scure/sr25519';
import { existentialDeposit, runtimeVersion } from '../metadata/pallets/frame-pallets.ts';
import { fromHex } from '../runtime/codecs.ts';
import type { StorageReader } from '../runtime/execution.ts';
import { hashHex } from '../state/block.ts';
import { birthOf } from './era.ts';
import type { SignedExtrinsic } from './signed-extrinsic.ts';

/** Reasons for which a transaction cannot stand in a block, with their index on the wire. */
export const invalidity = {
  Call: 0,
  Payment: 1,
  Future: 2,
  Stale: 3,
  BadProof: 4,
  AncientBirthBlock: 5,
  ExhaustsResources: 6,
} as const;
export type Invalidity = keyof typeof invalidity;

/** What the reasons are called in an error of the transaction pool. */
export const poolMessages: Record<Invalidity, string> = {
  Call: 'Transaction call is not expected',
  Payment: 'Inability to pay some fees (e.g. account balance too low)',
  Future: 'Transaction will be valid in the future',
  Stale: 'Transaction is outdated',
  BadProof: 'Transaction has a bad signature',
  AncientBirthBlock: 'Transaction has an ancient birth block',
  ExhaustsResources: 'Transaction would exhaust the block limits',
};

/** Where a transaction is judged: the state of a block, and the hashes of it and its ancestors. */
export interface Ground {
  storage: StorageReader;
  blockNumber: number;
  hashOfNumber(number: number): string | undefined;
}

const baseFeeUnits = 10_000n;

/** 0.001 TFT and one unit for each byte. */
export function feeOf(lengthBytes: number): bigint {
  return baseFeeUnits + BigInt(lengthBytes);
}

/** Why the transaction cannot be accepted here; a nonce above the account's own is no reason. */
export function findInvalidity(extrinsic: SignedExtrinsic, ground: Ground): Invalidity | undefined {
  const { era } = extrinsic;
  const born = era.mortal ? ground.hashOfNumber(birthOf(era, ground.blockNumber)) : ground.hashOfNumber(0);
  if (born === undefined) return 'AncientBirthBlock';
  const genesis = ground.hashOfNumber(0) ?? '';
  if (!isSigned(extrinsic, genesis, born)) return 'BadProof';
  const info = ground.storage.get('System.Account', extrinsic.account);
  if (extrinsic.nonce < info.nonce) return 'Stale';
  const left = info.data.free - feeOf(extrinsic.lengthBytes) - extrinsic.tip;
  if (left < existentialDeposit || left < info.data.frozen) return 'Payment';
  return undefined;
}

// One verification costs milliseconds, and the same bytes are judged several times on their way into a block.
const verified = new Map<string, boolean>();
const verifiedLimit = 2000;

function isSigned(extrinsic: SignedExtrinsic, genesis: string, born: string): boolean {
  const memo = `${extrinsic.hash} ${genesis} ${born}`;
  const known = verified.get(memo);
  if (known !== undefined) return known;
  const message = Buffer.concat([
    extrinsic.callBytes,
    extrinsic.extraBytes,
    u32.enc(runtimeVersion.spec_version),
    u32.enc(runtimeVersion.transaction_version),
    fromHex(genesis),
    fromHex(born),
  ]);
  const signed = message.length > 256 ? fromHex(hashHex(message)) : new Uint8Array(message);
  const result = verifies(signed, extrinsic);
  if (verified.size >= verifiedLimit) verified.clear();
  verified.set(memo, result);
  return result;
}

function verifies(message: Uint8Array, { signature, publicKey }: SignedExtrinsic): boolean {
  try {
    return verify(message, signature, publicKey);
  } catch {
    // Malformed points and scalars are thrown, not answered.
    return false;
  }
}
