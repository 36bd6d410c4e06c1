import type { Entries, Kind } from './entries.ts';

export type EntryOf<K extends Kind> = Readonly<Entries[K]>;

/** The ledger's entries at one moment. Entries are never changed in place: put a new one. */
export interface View {
  get<K extends Kind>(kind: K, id: string): EntryOf<K> | undefined;
  put<K extends Kind>(kind: K, id: string, entry: EntryOf<K>): void;
  remove(kind: Kind, id: string): void;
  all<K extends Kind>(kind: K): Map<string, EntryOf<K>>;
  /** A view on top of this one; its changes come here only by `commit`. */
  nest(): NestedView;
}

export interface NestedView extends View {
  commit(): void;
  /** What differs from the view below; undefined where an entry is gone. */
  changes(): ReadonlyMap<string, unknown>;
}

/** Where the lowest view reads. */
export interface Ground {
  read(key: string): unknown;
  keys(): Iterable<string>;
  write(changes: ReadonlyMap<string, unknown>): void;
}

export const keyOf = (kind: Kind, id: string): string => `${kind}/${id}`;

export function viewOf(ground: Ground): NestedView {
  const changes = new Map<string, unknown>();
  const read = (key: string) => (changes.has(key) ? changes.get(key) : ground.read(key));
  const keys = () => new Set([...ground.keys(), ...changes.keys()]);
  return {
    get: <K extends Kind>(kind: K, id: string) => read(keyOf(kind, id)) as EntryOf<K> | undefined,
    put: (kind, id, entry) => void changes.set(keyOf(kind, id), entry),
    remove: (kind, id) => void changes.set(keyOf(kind, id), undefined),
    all<K extends Kind>(kind: K) {
      const prefix = `${kind}/`;
      const found = new Map<string, EntryOf<K>>();
      for (const key of keys()) {
        const entry = key.startsWith(prefix) ? read(key) : undefined;
        if (entry !== undefined) found.set(key.slice(prefix.length), entry as EntryOf<K>);
      }
      return found;
    },
    nest: () =>
      viewOf({
        read,
        keys,
        write(above) {
          for (const [key, entry] of above) changes.set(key, entry);
        },
      }),
    changes: () => changes,
    commit() {
      ground.write(changes);
      changes.clear();
    },
  };
}

/** The next number of a counter. */
export function nextNumber(view: View, counter: string): bigint {
  const value = (view.get('counter', counter)?.value ?? 0n) + 1n;
  view.put('counter', counter, { value });
  return value;
}
