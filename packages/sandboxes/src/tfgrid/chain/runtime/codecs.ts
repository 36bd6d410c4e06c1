import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders';
import { type Codec, metadata as metadataCodec, unifyMetadata } from '@polkadot-api/substrate-bindings';
import { buildMetadata } from '../metadata/build-metadata.ts';
import type { KeysOf, StorageItem, ValueOf } from './storage-items.ts';
import type { RuntimeCall } from './values.ts';

/** Encodes and decodes everything on the chain by its own metadata, exactly as a client does. */
export interface RuntimeCodecs {
  /** SCALE bytes of the metadata. */
  readonly metadata: Uint8Array;
  readonly call: Codec<RuntimeCall>;
  storageKey<Item extends StorageItem>(item: Item, ...keys: KeysOf<Item>): string;
  /** Key that all entries of a map begin with. */
  storagePrefix(item: StorageItem): string;
  keysOf<Item extends StorageItem>(item: Item, storageKey: string): KeysOf<Item>;
  encode<Item extends StorageItem>(item: Item, value: ValueOf<Item>): string;
  /** An absent value gives the item's default. Equal inputs may give the same object: it must not be changed. */
  decode<Item extends StorageItem>(item: Item, storageKey: string, value: string | undefined): ValueOf<Item>;
}

type StorageCodec = ReturnType<ReturnType<typeof getDynamicBuilder>['buildStorage']>;

export function createRuntimeCodecs(): RuntimeCodecs {
  const metadata = buildMetadata();
  const lookup = getLookupFn(unifyMetadata(metadataCodec.dec(buildMetadata({ paddedErrors: true }))));
  const builder = getDynamicBuilder(lookup);
  if (lookup.call === null) throw new Error('the metadata names no call type');
  const call: Codec<RuntimeCall> = builder.buildDefinition(lookup.call);
  const storage = new Map<StorageItem, StorageCodec>();
  // Keys cost hashing, addresses even more, and the same ones are used again and again.
  const keyMemo = new Map<StorageItem, Map<unknown, string>>();
  const decoded = new Map<string, { raw: string; value: unknown }>();

  const of = (item: StorageItem): StorageCodec => {
    const known = storage.get(item);
    if (known) return known;
    const [pallet, entry] = item.split('.') as [string, string];
    const codec = builder.buildStorage(pallet, entry);
    storage.set(item, codec);
    return codec;
  };

  return {
    metadata,
    call,
    storageKey(item, ...keys) {
      const [first, second] = keys;
      if (second !== undefined || typeof first === 'object') return of(item).keys.enc(...keys);
      const known = keyMemo.get(item) ?? new Map<unknown, string>();
      keyMemo.set(item, known);
      const key = known.get(first) ?? of(item).keys.enc(...keys);
      known.set(first, key);
      return key;
    },
    storagePrefix: (item) => of(item).keys.enc(),
    keysOf: (item, storageKey) => of(item).keys.dec(storageKey) as KeysOf<typeof item>,
    encode: (item, value) => toHex(of(item).value.enc(value)),
    decode(item, storageKey, raw) {
      if (raw === undefined) return of(item).fallback;
      const known = decoded.get(storageKey);
      if (known?.raw === raw) return known.value as ValueOf<typeof item>;
      const value = of(item).value.dec(raw);
      decoded.set(storageKey, { raw, value });
      return value;
    },
  };
}

export const toHex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString('hex')}`;
export const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replace(/^0x/, ''), 'hex'));
