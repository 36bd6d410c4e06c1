import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { Pool } from 'pg';

const MIGRATIONS = fileURLToPath(new URL('./migrations/', import.meta.url));
const LOCK = 7_346_001;

export interface MigrateOptions {
  /** Connection of the owner. */
  adminUrl: string;
  /** Connection of the application: names the role that is made (if missing) and granted its rights. */
  appUrl: string;
}

/** Brings roles, schema and job tables to the present version. Idempotent; two starters wait for each other. */
export async function migrate({ adminUrl, appUrl }: MigrateOptions): Promise<{ applied: string[] }> {
  const pool = new Pool({ connectionString: adminUrl, max: 4 });
  // A broken connection fails the statement that uses it; the listeners only keep the process from ending.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const guard = await pool.connect();
  try {
    await guard.query('begin');
    await guard.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const role = await ensureRole(pool, appUrl);
    const applied = await applySchema(pool);
    await runMigrations({ pgPool: pool });
    await grant(pool, role);
    await guard.query('commit');
    return { applied };
  } catch (error) {
    await guard.query('rollback').catch(() => {});
    throw error;
  } finally {
    guard.release();
    await pool.end();
  }
}

/** Names of migrations that are not applied yet. */
export async function pendingMigrations(adminUrl: string): Promise<string[]> {
  const db = new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ connectionString: adminUrl, max: 1 }) }) });
  try {
    const all = await new Migrator({ db, provider }).getMigrations();
    return all.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name);
  } finally {
    await db.destroy();
  }
}

const provider: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
    const migrations: Record<string, Migration> = {};
    for (const name of names) {
      const text = await readFile(`${MIGRATIONS}${name}`, 'utf8');
      migrations[name.replace(/\.sql$/, '')] = { up: async (db) => void (await sql.raw(text).execute(db)) };
    }
    return migrations;
  },
};

async function applySchema(pool: Pool): Promise<string[]> {
  const db = new Kysely({ dialect: new PostgresDialect({ pool: sharing(pool) }) });
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw new Error('migration failed', { cause: error });
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/** The same pool, but ending it is left to its owner. */
const sharing = (pool: Pool) => ({ connect: () => pool.connect(), end: async () => {} }) as unknown as Pool;

async function ensureRole(pool: Pool, appUrl: string): Promise<string> {
  const { username, password } = new URL(appUrl);
  const role = decodeURIComponent(username);
  const known = await pool.query('select 1 from pg_roles where rolname = $1', [role]);
  if (known.rowCount === 0) {
    const text = await pool.query<{ format: string }>(
      "select format('create role %I login password %L', $1::text, $2::text)",
      [role, decodeURIComponent(password)],
    );
    await pool.query(text.rows[0]?.format ?? '');
  }
  return role;
}

/** The application reads and writes its tables; ledger, audit log, documents, prices and legal texts it may only add to. */
async function grant(pool: Pool, role: string) {
  const quoted = `"${role.replaceAll('"', '""')}"`;
  await pool.query(`
    grant usage on schema public, graphile_worker to ${quoted};
    grant select, insert, update, delete on all tables in schema public to ${quoted};
    revoke update, delete, truncate on ledger_entries, ledger_transfers, audit_log, documents, invoice_coverage from ${quoted};
    revoke update, delete, truncate on price_rules, price_entries, legal_documents, acceptances, brand_logos, node_shares from ${quoted};
    revoke update, delete, truncate on alliance_pools, alliance_facts, alliance_shares from ${quoted};
    grant update (withdrawn_at, withdrawn_by) on price_rules to ${quoted};
    revoke all on kysely_migration, kysely_migration_lock from ${quoted};
    grant usage on all sequences in schema public to ${quoted};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${quoted};
    grant usage on all sequences in schema graphile_worker to ${quoted};
    grant execute on all functions in schema graphile_worker to ${quoted};
  `);
  // graphile-worker protects its tables with row-level security; the application's role sees all rows.
  const guarded = await pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity",
  );
  for (const { name } of guarded.rows) {
    await pool.query(`
      drop policy if exists marketplace_app on graphile_worker.${name};
      create policy marketplace_app on graphile_worker.${name} to ${quoted} using (true) with check (true);
    `);
  }
}
