import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { removeRefuge, startPostgres } from '../packages/server/src/embedded/postgres.ts';
import { migrate } from '../packages/server/src/postgres/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres;
  }
}

/** The one PostgreSQL of a test run. */
export interface TestPostgres {
  /** The template database, as its owner and as the application. */
  adminUrl: string;
  appUrl: string;
  /** Why the template could not be made: only tests that need a database fail then. */
  fault?: string;
}

/** Starts one PostgreSQL per run and migrates the database that every test file clones (see `database.ts`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'marketplace-test-'));
  chmodSync(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir, fsync: false });
  const { adminUrl, appUrl } = postgres;
  const fault = await migrate({ adminUrl, appUrl }).then(
    () => undefined,
    (cause: unknown) => (cause instanceof Error ? `${cause.stack}\n${String(cause.cause ?? '')}` : String(cause)),
  );
  project.provide('postgres', { adminUrl, appUrl, fault });
  return async () => {
    await postgres.stop();
    removeRefuge(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
}
