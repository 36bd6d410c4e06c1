import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseHome, clusterRefuge } from './cluster.ts';
import { removeRefuge, startPostgres } from './postgres.ts';
import { postgresUser } from './postgres-user.ts';
import { endLeftover, recordPostmaster } from './postmaster.ts';
import { findProcess, stillRuns } from './process-identity.ts';
import { claimRefuge } from './refuge.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'marketplace-postgres-'));
  chmodSync(dataDir, 0o755);
});

afterEach(() => {
  removeRefuge(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

test('keeps data and password over a restart, and lets nobody in without the password', async () => {
  const first = await startPostgres({ dataDir, fsync: false });
  await ask(first.adminUrl, 'create table kept (id int)');
  const withoutPassword = new URL(first.adminUrl);
  withoutPassword.password = 'guessed';
  await expect(ask(withoutPassword.href, 'select 1')).rejects.toThrow('password authentication failed');
  await first.stop();

  const second = await startPostgres({ dataDir, fsync: false });
  expect(await ask(second.adminUrl, 'select count(*)::int as rows from kept')).toEqual([{ rows: 0 }]);
  expect(await ask(second.adminUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  await second.stop();
  expect(findProcess(second.pid)).toBeUndefined();
});

test('never outlives the process that started it, and the next start finds everything', async () => {
  const module = JSON.stringify(fileURLToPath(new URL('./postgres.ts', import.meta.url)));
  const script = `const { startPostgres } = await import(${module});
    const { pid } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, fsync: false });
    process.stdout.write(String(pid));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
  const postmaster = { pid, startedAt: findProcess(pid)?.startedAt ?? '' };
  expect(stillRuns(postmaster)).toBe(true);
  parent.kill('SIGKILL');

  const next = await startPostgres({ dataDir, fsync: false });
  expect(stillRuns(postmaster)).toBe(false);
  await next.stop();
});

test('a leftover is ended only when it is proved ours', async () => {
  const cluster = { home: dataDir, folder: join(dataDir, 'cluster'), password: '' };
  mkdirSync(cluster.folder);
  const lockFile = join(cluster.folder, 'postmaster.pid');
  const sleeper = spawn('sleep', ['600'], { stdio: 'ignore' });
  const pid = sleeper.pid ?? 0;
  writeFileSync(lockFile, `${pid}\n${cluster.folder}\n`);

  // Somebody else's process that was given the pid of a PostgreSQL of ours: its start time differs.
  writeFileSync(join(dataDir, 'postmaster.json'), JSON.stringify({ pid, startedAt: 'another time' }));
  await endLeftover(cluster);
  expect(findProcess(pid)).toBeDefined();
  expect(existsSync(lockFile)).toBe(false);

  writeFileSync(lockFile, `${pid}\n${cluster.folder}\n`);
  recordPostmaster(cluster, pid);
  await endLeftover(cluster);
  expect(findProcess(pid)).toBeUndefined();
});

test('the cluster moves out of a folder that PostgreSQL may not enter, and only then', () => {
  const closed = join(dataDir, 'closed', 'inner');
  mkdirSync(join(dataDir, 'closed'), { mode: 0o700 });
  const asOther = postgresUser();
  const home = chooseHome(closed, asOther);
  expect(home).toBe(asOther ? clusterRefuge(closed) : join(closed, 'postgres'));
  expect(chooseHome(closed, asOther)).toBe(home);
  removeRefuge(closed);
  expect(chooseHome(join(dataDir, 'open'), asOther)).toBe(join(dataDir, 'open', 'postgres'));
});

test('a refuge that others may write to is not believed', () => {
  const refuge = join(dataDir, 'refuge');
  claimRefuge(refuge);
  claimRefuge(refuge);
  expect(statSync(refuge).mode & 0o777).toBe(0o755);
  chmodSync(refuge, 0o777);
  expect(() => claimRefuge(refuge)).toThrow('belongs to somebody else');
});

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
