import { Blake2256 } from '@polkadot-api/substrate-bindings';
import type { ChainCall } from './calls.ts';
import type { ChainConnection } from './connection.ts';
import { SigningRefused } from './errors.ts';
import type { TwinSigner } from './signer.ts';

/** One signed extrinsic, ready to be stored before it is sent. Everything that judging it later needs is here. */
export interface SignedExtrinsic {
  /** As `author_submitExtrinsic` takes it and as a block holds it, length prefix included. */
  bytes: Uint8Array;
  /** blake2-256 of the bytes, `0x` hex. */
  hash: string;
  nonce: number;
  /** The finalized block that the era is anchored at. Inclusion can only be in a block after it. */
  eraBlock: number;
  /** Length of the era in blocks. */
  eraPeriod: number;
  /** Last block that can include it. */
  validUntilBlock: number;
}

export interface SignOptions {
  /** Given by the caller, who hands out consecutive ones: the node does not know what we have signed but not sent. */
  nonce: number;
  /** Blocks; a power of two from 4 to 4096. */
  eraPeriod?: number;
}

/** About 6.4 minutes at 6 s per block. */
export const defaultEraPeriod = 64;

/** Other lengths are rounded by the encoding, so that the era would end elsewhere than we believe. */
export function checkEraPeriod(period: number): void {
  const exact = Number.isInteger(period) && period >= 4 && period <= 4096 && (period & (period - 1)) === 0;
  if (!exact) throw new RangeError(`an era of ${period} blocks cannot be encoded exactly`);
}

/** Signs without sending. Throws SigningRefused when the runtime differs from what we know. */
export async function signCall(
  connection: ChainConnection,
  signer: TwinSigner,
  call: ChainCall,
  { nonce, eraPeriod = defaultEraPeriod }: SignOptions,
): Promise<SignedExtrinsic> {
  const differences = await connection.differences();
  if (differences.length > 0) throw new SigningRefused(`the chain's runtime differs: ${differences.join('; ')}`);
  const transaction = connection.api.tx[call.pallet]?.[call.name]?.(call.args);
  if (transaction === undefined) throw new SigningRefused(`the chain has no call ${call.pallet}.${call.name}`);

  const anchor = await connection.finalizedHead();
  // Held so that a burst of blocks cannot make the client forget the anchor before the signature is made.
  const release = connection.client.hodlBlock(anchor.hash);
  try {
    const bytes = await transaction.sign(signer.extrinsics, {
      at: anchor.hash,
      nonce,
      mortality: { mortal: true, period: eraPeriod },
    });
    return {
      bytes,
      hash: extrinsicHash(bytes),
      nonce,
      eraBlock: anchor.number,
      eraPeriod,
      // The era's phase is the anchor itself, so it is born there and lives for `period` blocks.
      validUntilBlock: anchor.number + eraPeriod - 1,
    };
  } finally {
    release();
  }
}

export function extrinsicHash(bytes: Uint8Array): string {
  return `0x${Buffer.from(Blake2256(bytes)).toString('hex')}`;
}
