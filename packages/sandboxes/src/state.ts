import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Opens the durable state of one sandbox; without a folder it lives in memory and ends with the process. */
export function openState(dataDir: string | undefined, name: string): DatabaseSync {
  if (dataDir === undefined) return new DatabaseSync(':memory:');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const state = new DatabaseSync(join(dataDir, `${name}.sqlite`));
  state.exec('pragma journal_mode = wal; pragma synchronous = normal');
  return state;
}
