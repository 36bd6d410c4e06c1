import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type {} from './postgres-global.ts';

export interface TestDatabase {
  /** As the application's role, which owns nothing. */
  url: string;
  /** As the owner. */
  adminUrl: string;
  /** Ends every connection to it, then removes it. */
  drop(): Promise<void>;
}

/** A fresh, migrated database of the caller's own: one per test file, dropped in `afterAll`. */
export async function createDatabase(): Promise<TestDatabase> {
  const { adminUrl, appUrl, fault } = inject('postgres');
  if (fault) throw new Error(`The test database could not be migrated:\n${fault}`);
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = new URL(adminUrl).pathname.slice(1);
  await asOwner(adminUrl, `create database ${name} template ${template}`);
  return {
    url: withDatabase(appUrl, name),
    adminUrl: withDatabase(adminUrl, name),
    drop: () => asOwner(adminUrl, `drop database if exists ${name} with (force)`),
  };
}

async function asOwner(adminUrl: string, statement: string): Promise<void> {
  // Not connected to the template itself: PostgreSQL clones a database only while nobody uses it.
  const client = new pg.Client({ connectionString: withDatabase(adminUrl, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
