import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import { Pool, types } from 'pg';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;
export type Tx = Transaction<Schema>;

export interface Store {
  db: Database;
  pool: Pool;
  /** Runs `work` in one transaction; a throw rolls all of it back. Serialization failures and deadlocks are retried. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const INT8 = 20;

/** int8 arrives as bigint on this pool only: a global parser would break libraries that share `pg`. */
const parsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary'
      ? BigInt
      : types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser,
};

export function createStore(url: string, { maxConnections = 10 }: { maxConnections?: number } = {}): Store {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    types: parsers,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced by the pool; without a listener the process would end.
  pool.on('error', () => {});
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    pool,
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await db.transaction().execute(work);
        } catch (error) {
          if (attempt >= 5 || !isRetryable(error)) throw error;
        }
      }
    },
    close: () => db.destroy(),
  };
}

/** PostgreSQL's 40001 (serialization failure) and 40P01 (deadlock): the same work may simply be done again. */
function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '40001' || code === '40P01';
}

/** Whether the error says that a unique constraint of that name was hit. */
export function violates(error: unknown, constraint: string): boolean {
  const fault = error as { code?: unknown; constraint?: unknown } | null;
  return fault?.code === '23505' && fault.constraint === constraint;
}
