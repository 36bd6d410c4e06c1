import { z } from 'zod';

/** Building blocks for values as polkadot-api decodes them. */
const utf8 = new TextDecoder();

export const bytes = z.instanceof(Uint8Array);
export const text = bytes.transform((value) => utf8.decode(value));
export const u32 = z.int().nonnegative();
/** Money and other amounts stay bigint. */
export const amount = z.bigint().nonnegative();

/** u64 ids and counts; the chain hands them out one by one, far below 2^53. */
export const id64 = z
  .bigint()
  .refine((value) => value <= BigInt(Number.MAX_SAFE_INTEGER), 'too large for an id')
  .transform(Number);

/** `[u8; 32]` arrives as 0x-hex; a deployment hash is the 32 ASCII characters of a hex md5 (never the 16 raw bytes). */
export const deploymentHash = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .transform((hex) => Buffer.from(hex.slice(2), 'hex').toString('latin1'));

export function toDeploymentHash(md5Hex: string): string {
  if (!/^[0-9a-f]{32}$/.test(md5Hex)) throw new TypeError('a deployment hash is 32 lowercase hex characters');
  return `0x${Buffer.from(md5Hex, 'latin1').toString('hex')}`;
}

export function toBytes(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
