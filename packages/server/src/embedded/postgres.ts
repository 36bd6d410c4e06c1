import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { type Cluster, chooseHome, clusterRefuge, openCluster } from './cluster.ts';
import { type PostgresUser, postgresUser } from './postgres-user.ts';
import { endLeftover, endProcess, guardPostmaster, readyPort, recordPostmaster } from './postmaster.ts';
import { findProcess } from './process-identity.ts';

const databaseName = 'marketplace';

/** Recovery after a crash replays up to this much: seconds at 256 MB, 16 s at 8 GB. */
const maxWalSize = '256MB';

const startDeadlineMs = 60_000;

export interface EmbeddedPostgres {
  /** Address of the database `marketplace` as its owner, on 127.0.0.1. */
  adminUrl: string;
  /** The same database for the role `marketplace_app`, which the migrations make with the password given here. */
  appUrl: string;
  port: number;
  pid: number;
  /** Called once if PostgreSQL ends without `stop`, with the last lines of its log. */
  onUnexpectedEnd(listener: (lastLines: string) => void): void;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The cluster lies here, or in a folder under /var/tmp when PostgreSQL's user cannot get here. */
  dataDir: string;
  /** False loses data when the machine fails: for tests only. */
  fsync?: boolean;
}

/**
 * Starts PostgreSQL from the installed binaries on a free loopback port, with a generated password and no Unix socket.
 * A PostgreSQL that an earlier run left behind on the same folder is ended first. It never outlives this process.
 * @throws with PostgreSQL's own words when it does not start
 */
export async function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const fsync = options.fsync ?? true;
  const user = postgresUser();
  const home = chooseHome(options.dataDir, user);
  const binaries = findBinaries(user, home);
  const cluster = await openCluster(home, binaries, user, fsync);
  await endLeftover(cluster);
  const { child, pid, port } = await startPostmaster(cluster, binaries, user, fsync);
  const guard = guardPostmaster(pid, user);
  const identity = findProcess(pid);
  let stopping = false;
  let tellEnd: (lastLines: string) => void = () => undefined;
  child.once('exit', () => {
    guard.end();
    if (!stopping) tellEnd(lastLogLines(cluster));
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    if (identity) await endProcess(identity);
  };
  try {
    const adminUrl = await ensureDatabase(cluster, port);
    const appUrl = databaseUrl('marketplace_app', applicationPassword(cluster), port, databaseName);
    const onUnexpectedEnd = (listener: (lastLines: string) => void): void => {
      tellEnd = listener;
    };
    return { adminUrl, appUrl, port, pid, stop, onUnexpectedEnd };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** Removes what lies outside `dataDir` because PostgreSQL's user could not get into it. PostgreSQL must be stopped. */
export function removeRefuge(dataDir: string): void {
  rmSync(clusterRefuge(dataDir), { recursive: true, force: true });
}

async function startPostmaster(
  cluster: Cluster,
  binaries: string,
  user: PostgresUser | undefined,
  fsync: boolean,
): Promise<{ child: ChildProcess; pid: number; port: number }> {
  // Another process may take the free port between our look and PostgreSQL's: then the next one.
  for (let attempt = 1; ; attempt += 1) {
    const child = spawnPostmaster(cluster, binaries, user, await freePort(), fsync);
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', reject).once('spawn', () => resolve(child.pid ?? 0));
    });
    recordPostmaster(cluster, pid);
    const port = await waitUntilReady(cluster, child, pid);
    if (port !== undefined) return { child, pid, port };
    const words = lastLogLines(cluster);
    if (attempt === 3 || !words.includes('Address already in use')) {
      throw new Error(`PostgreSQL did not start:\n${words}`);
    }
  }
}

function spawnPostmaster(
  cluster: Cluster,
  binaries: string,
  user: PostgresUser | undefined,
  port: number,
  fsync: boolean,
): ChildProcess {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    max_wal_size: maxWalSize,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A file and no pipe: PostgreSQL must not stumble over its log when we are killed.
  const log = openSync(logFile(cluster), 'w', 0o600);
  try {
    return spawn(join(binaries, 'bin', 'postgres'), ['-D', cluster.folder, ...args], {
      ...user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
  } finally {
    closeSync(log);
  }
}

/** The port, once connections are taken; undefined when PostgreSQL ended instead. */
async function waitUntilReady(cluster: Cluster, child: ChildProcess, pid: number): Promise<number | undefined> {
  const deadline = performance.now() + startDeadlineMs;
  while (child.exitCode === null && child.signalCode === null) {
    const port = readyPort(cluster, pid);
    if (port !== undefined) return port;
    if (performance.now() > deadline) {
      child.kill('SIGQUIT');
      throw new Error(`PostgreSQL was not ready after ${startDeadlineMs / 1000} s:\n${lastLogLines(cluster)}`);
    }
    await pause(10);
  }
  return undefined;
}

async function ensureDatabase(cluster: Cluster, port: number): Promise<string> {
  const address = (database: string) => databaseUrl('postgres', cluster.password, port, database);
  const client = new pg.Client({ connectionString: address('postgres') });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
  return address(databaseName);
}

function databaseUrl(role: string, password: string, port: number, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/** Derived, so that it lives exactly as long as the cluster that holds the role. */
function applicationPassword(cluster: Cluster): string {
  return createHmac('sha256', cluster.password).update('marketplace_app').digest('base64url');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function lastLogLines(cluster: Cluster): string {
  try {
    return readFileSync(logFile(cluster), 'utf8').trim().split('\n').slice(-15).join('\n');
  } catch {
    return '(no log)';
  }
}

function logFile(cluster: Cluster): string {
  return join(cluster.home, 'postgres.log');
}
