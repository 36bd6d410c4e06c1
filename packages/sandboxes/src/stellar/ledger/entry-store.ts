import type { DatabaseSync } from 'node:sqlite';
import type { Kind } from './entries.ts';
import { type Ground, keyOf, type NestedView, viewOf } from './view.ts';

export interface EntryStore {
  /** A view on what is stored; committing it writes entries as of ledger `sequence`. */
  viewFor(sequence: number): NestedView;
  /** The ledger that changed the entry last. */
  modified(kind: Kind, id: string): number;
}

/** Keeps the ledger's entries in memory and, for the next start, in the database. */
export function openEntries(state: DatabaseSync): EntryStore {
  state.exec(
    'create table if not exists entries (key text primary key, value text not null, modified integer not null)',
  );
  const entries = new Map<string, { entry: unknown; modified: number }>();
  for (const { key, value, modified } of state.prepare('select key, value, modified from entries').all()) {
    entries.set(String(key), { entry: JSON.parse(String(value), readBigint), modified: Number(modified) });
  }
  const save = state.prepare(
    'insert into entries values (?, ?, ?) on conflict (key) do update set value = excluded.value, modified = excluded.modified',
  );
  const drop = state.prepare('delete from entries where key = ?');
  return {
    viewFor(sequence) {
      const ground: Ground = {
        read: (key) => entries.get(key)?.entry,
        keys: () => entries.keys(),
        write(changes) {
          for (const [key, entry] of changes) {
            if (entry === undefined) drop.run(key);
            else save.run(key, JSON.stringify(entry, writeBigint), sequence);
          }
          for (const [key, entry] of changes) {
            if (entry === undefined) entries.delete(key);
            else entries.set(key, { entry, modified: sequence });
          }
        },
      };
      return viewOf(ground);
    },
    modified: (kind, id) => entries.get(keyOf(kind, id))?.modified ?? 0,
  };
}

// JSON has no bigint: one is written as an object of a single odd key.
const writeBigint = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? { $: value.toString() } : value;

function readBigint(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$' in value ? BigInt(String(value.$)) : value;
}
