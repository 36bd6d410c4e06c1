import type { DatabaseSync } from 'node:sqlite';
import type { Block } from './block.ts';

/** Value per storage key; null means absent. */
export type Changes = ReadonlyMap<string, string | null>;

/** The chain on disk: its state as of the best block, and the blocks of the window with what each replaced. */
export interface BlockStore {
  load(): { state: Map<string, string>; blocks: { block: Block; undo: Map<string, string | null> }[] };
  /** Writes one block whole or not at all, and forgets blocks below `keepFrom` (never block 0). */
  append(block: Block, writes: Changes, undo: Changes, keepFrom: number): void;
}

export function openBlockStore(database: DatabaseSync): BlockStore {
  database.exec(`
    create table if not exists chain_state (key text primary key, value text not null) without rowid;
    create table if not exists chain_blocks (number integer primary key, block text not null, undo text not null);
  `);
  const put = database.prepare(
    'insert into chain_state values (?, ?) on conflict (key) do update set value = excluded.value',
  );
  const drop = database.prepare('delete from chain_state where key = ?');
  const putBlock = database.prepare('insert into chain_blocks values (?, ?, ?)');
  const prune = database.prepare('delete from chain_blocks where number > 0 and number < ?');

  return {
    load() {
      const rows = database.prepare('select key, value from chain_state').all();
      const blocks = database.prepare('select block, undo from chain_blocks order by number').all();
      return {
        state: new Map(rows.map((row) => [String(row.key), String(row.value)])),
        blocks: blocks.map((row) => ({
          block: JSON.parse(String(row.block)) as Block,
          undo: new Map(JSON.parse(String(row.undo)) as [string, string | null][]),
        })),
      };
    },
    append(block, writes, undo, keepFrom) {
      database.exec('begin');
      try {
        for (const [key, value] of writes) {
          if (value === null) drop.run(key);
          else put.run(key, value);
        }
        putBlock.run(block.number, JSON.stringify(block), JSON.stringify([...undo]));
        prune.run(keepFrom);
        database.exec('commit');
      } catch (error) {
        database.exec('rollback');
        throw error;
      }
    },
  };
}
