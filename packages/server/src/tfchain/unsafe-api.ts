import type { PolkadotSigner } from 'polkadot-api';

/** The part of polkadot-api's unsafe API that we use, with types written by hand: nothing is generated from metadata. */
export interface UnsafeApi {
  query: Record<string, Record<string, StorageEntry>>;
  tx: Record<string, Record<string, (args: Record<string, unknown>) => UnsafeTransaction>>;
  constants: { System: { Version(): Promise<{ spec_version: number; transaction_version: number }> } };
}

export interface StorageEntry {
  /** Keys in order, then the options. */
  getValue(...keysThenOptions: unknown[]): Promise<unknown>;
  getEntries(...keysThenOptions: unknown[]): Promise<{ keyArgs: unknown[]; value: unknown }[]>;
}

export interface UnsafeTransaction {
  readonly decodedCall: unknown;
  sign(from: PolkadotSigner, options: TransactionOptions): Promise<Uint8Array>;
  getEstimatedFees(from: Uint8Array, options: Partial<TransactionOptions>): Promise<bigint>;
}

export interface TransactionOptions {
  /** Hash of a block that the client still follows. */
  at: string;
  nonce: number;
  mortality: { mortal: true; period: number };
}
