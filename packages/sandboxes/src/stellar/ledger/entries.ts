import type { AssetName } from './assets.ts';

export interface Price {
  n: number;
  d: number;
}

export interface AccountEntry {
  balance: bigint;
  sequence: bigint;
  /** Ledger and close time (seconds) of the last change of the sequence number. */
  sequenceLedger: number;
  sequenceTime: number;
  subentries: number;
  masterWeight: number;
  thresholds: { low: number; medium: number; high: number };
  /** Ed25519 keys besides the master key. */
  signers: { key: string; weight: number }[];
  homeDomain: string;
  /** What open offers may bring in and take out. */
  buying: bigint;
  selling: bigint;
}

export interface TrustlineEntry {
  balance: bigint;
  limit: bigint;
  buying: bigint;
  selling: bigint;
}

export interface OfferEntry {
  id: bigint;
  seller: string;
  selling: AssetName;
  buying: AssetName;
  /** In units of `selling`. */
  amount: bigint;
  /** Units of `buying` for one unit of `selling`. */
  price: Price;
}

/** A constant-product pool; `a` comes before `b` in Stellar's order of assets. */
export interface PoolEntry {
  id: string;
  a: AssetName;
  b: AssetName;
  reserveA: bigint;
  reserveB: bigint;
  shares: bigint;
}

/** What the ledger holds, by kind; ids are account, `account/asset`, offer id, `assetA/assetB`, and names of counters. */
export interface Entries {
  account: AccountEntry;
  line: TrustlineEntry;
  offer: OfferEntry;
  pool: PoolEntry;
  counter: { value: bigint };
}
export type Kind = keyof Entries;

export const lineId = (account: string, asset: AssetName): string => `${account}/${asset}`;

/** Half a lumen for each subentry and twice that for the account itself. */
export const baseReserve = 5_000_000n;
export const reserveOf = ({ subentries }: Pick<AccountEntry, 'subentries'>): bigint =>
  (2n + BigInt(subentries)) * baseReserve;
