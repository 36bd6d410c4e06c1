/** The current storage, with its keys grouped by storage item so that one map is listed without looking at the others. */
export interface KeyValues {
  get(key: string): string | undefined;
  /** Null takes the key away. */
  put(key: string, value: string | null): void;
  /** Keys that begin with `prefix`, in no order. */
  keys(prefix: string): string[];
}

// Pallet and item hash, 16 bytes each, after `0x`.
const itemPrefixLength = 66;

export function createKeyValues(values: Map<string, string>): KeyValues {
  const keysByItem = new Map<string, Set<string>>();
  const itemOf = (key: string): Set<string> => {
    const item = key.slice(0, itemPrefixLength);
    const known = keysByItem.get(item);
    if (known) return known;
    const keys = new Set<string>();
    keysByItem.set(item, keys);
    return keys;
  };
  for (const key of values.keys()) itemOf(key).add(key);

  return {
    get: (key) => values.get(key),
    put(key, value) {
      if (value === null) {
        values.delete(key);
        itemOf(key).delete(key);
      } else {
        values.set(key, value);
        itemOf(key).add(key);
      }
    },
    keys(prefix) {
      const candidates =
        prefix.length < itemPrefixLength ? values.keys() : (keysByItem.get(prefix.slice(0, itemPrefixLength)) ?? []);
      return [...candidates].filter((key) => key.startsWith(prefix));
    },
  };
}
