import type { Fields, Variants } from './type-registry.ts';

/** One pallet as its metadata shows it. */
export interface PalletShape {
  name: string;
  index: number;
  /** Rust path of the pallet, `pallet_tfgrid`. */
  path: string;
  storage?: Record<string, StorageShape>;
  calls?: Record<string, Fields>;
  events?: Variants;
  /** The position is the index on the wire. */
  errors?: string[];
  constants?: Record<string, { type: string; value: unknown }>;
}

export type Hasher = 'Blake2128Concat' | 'Twox64Concat';

export interface StorageShape {
  value: string;
  keys: string[];
  hasher: Hasher;
  /** Present: reads of an absent entry give this value. Absent: they give nothing. */
  fallback?: { value: unknown };
}

/** One value; without a fallback it may be absent. */
export const plain = (value: string, fallback?: unknown): StorageShape => ({
  value,
  keys: [],
  hasher: 'Blake2128Concat',
  ...(fallback === undefined ? {} : { fallback: { value: fallback } }),
});

/** A map from `key` to `value`; without a fallback entries may be absent. */
export const map = (
  key: string,
  value: string,
  fallback?: unknown,
  hasher: Hasher = 'Blake2128Concat',
): StorageShape => ({
  ...plain(value, fallback),
  keys: [key],
  hasher,
});

export const doubleMap = (key1: string, key2: string, value: string, fallback?: unknown): StorageShape => ({
  ...plain(value, fallback),
  keys: [key1, key2],
});
