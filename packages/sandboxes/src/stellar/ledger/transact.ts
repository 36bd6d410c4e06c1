import type { DatabaseSync } from 'node:sqlite';

/** Runs all or nothing. */
export function transact<Result>(state: DatabaseSync, run: () => Result): Result {
  state.exec('begin');
  try {
    const result = run();
    state.exec('commit');
    return result;
  } catch (error) {
    state.exec('rollback');
    throw error;
  }
}
