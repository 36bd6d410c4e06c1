import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from './database.ts';

let databases: TestDatabase[] = [];

beforeAll(async () => {
  databases = await Promise.all([createDatabase(), createDatabase()]);
});

afterAll(() => Promise.all(databases.map((database) => database.drop())));

test('each caller gets a migrated database of its own', async () => {
  const [first, second] = databases;
  await ask(first?.adminUrl, 'create table only_here (id int)');
  await expect(ask(second?.adminUrl, 'select * from only_here')).rejects.toThrow('does not exist');
  expect(await ask(second?.url, 'select count(*)::int as rows from ledger_entries')).toEqual([{ rows: 0 }]);
});

test('the application owns nothing and cannot change a ledger entry', async () => {
  const [, second] = databases;
  const owned = `select count(*)::int as tables from pg_tables where tableowner = current_user`;
  expect(await ask(second?.url, owned)).toEqual([{ tables: 0 }]);
  await expect(ask(second?.url, 'delete from ledger_entries')).rejects.toThrow('permission denied');
});

async function ask(url: string | undefined, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
