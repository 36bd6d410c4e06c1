import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canEnter, type PostgresUser } from './postgres-user.ts';
import { claimRefuge, refugePath } from './refuge.ts';

/** What one PostgreSQL keeps on disk. */
export interface Cluster {
  /** Holds the folders and files below, and PostgreSQL's log. */
  home: string;
  /** PostgreSQL's own data folder. */
  folder: string;
  /** Of the role `postgres`, from a file that only we may read. */
  password: string;
}

/** `dataDir/postgres`, or a refuge when PostgreSQL's user cannot get there. */
export function chooseHome(dataDir: string, user: PostgresUser | undefined): string {
  mkdirSync(dataDir, { recursive: true });
  const home = join(dataDir, 'postgres');
  mkdirSync(home, { recursive: true });
  if (canEnter(user, home)) return home;
  const refuge = clusterRefuge(dataDir);
  const noteFile = join(home, 'moved-to');
  // A refuge that this data folder knows nothing of belonged to a folder that was at this path before.
  if (!existsSync(noteFile)) rmSync(refuge, { recursive: true, force: true });
  claimRefuge(refuge);
  writeFileSync(noteFile, `${refuge}\n`);
  return refuge;
}

/** The cluster below `home` (see `chooseHome`), created if missing. */
export async function openCluster(
  home: string,
  binaries: string,
  user: PostgresUser | undefined,
  fsync: boolean,
): Promise<Cluster> {
  const folder = join(home, 'cluster');
  const passwordFile = join(home, 'password');
  if (!existsSync(folder)) {
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await initialise(folder, passwordFile, binaries, user, fsync);
  }
  return { home, folder, password: readFileSync(passwordFile, 'utf8').trim() };
}

/** The refuge of this data folder's cluster, whether it exists or not. */
export function clusterRefuge(dataDir: string): string {
  return refugePath('postgres', dataDir);
}

async function initialise(
  folder: string,
  passwordFile: string,
  binaries: string,
  user: PostgresUser | undefined,
  fsync: boolean,
): Promise<void> {
  // Made beside and renamed, so that a cluster that was cut off while it was made is never taken for a whole one.
  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (user) chownSync(unfinished, user.uid, user.gid);
  // initdb may run as another user, who cannot read our file: it gets a copy of its own.
  const passwordCopy = `${passwordFile}.new`;
  writeFileSync(passwordCopy, readFileSync(passwordFile), { mode: 0o600 });
  if (user) chownSync(passwordCopy, user.uid, user.gid);
  const options = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordCopy}`, '--encoding=UTF8'];
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const sync = fsync ? [] : ['--no-sync'];
  const child = spawn(join(binaries, 'bin', 'initdb'), ['-D', unfinished, ...options, ...locale, ...sync], {
    ...user,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  });
  const said: string[] = [];
  child.stdout?.on('data', (text) => said.push(String(text)));
  child.stderr?.on('data', (text) => said.push(String(text)));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  rmSync(passwordCopy, { force: true });
  if (code !== 0) throw new Error(`initdb ended with ${code}:\n${said.join('').trim()}`);
  renameSync(unfinished, folder);
}
