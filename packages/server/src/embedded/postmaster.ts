import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Cluster } from './cluster.ts';
import type { PostgresUser } from './postgres-user.ts';
import { findProcess, stillRuns } from './process-identity.ts';

const record = z.object({ pid: z.number(), startedAt: z.string() });

/** Notes which process serves the cluster, so that a later start can tell it from another one with its pid. */
export function recordPostmaster(cluster: Cluster, pid: number): void {
  writeFileSync(recordFile(cluster), JSON.stringify({ pid, startedAt: findProcess(pid)?.startedAt ?? 'ended' }));
}

/**
 * What PostgreSQL writes to its lock file: the port it listens on, once it takes connections.
 * Undefined before that, or when the file is another process's.
 */
export function readyPort(cluster: Cluster, pid: number): number | undefined {
  const lines = lockFileLines(cluster);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready' ? Number(lines[3]) : undefined;
}

/** Ends a PostgreSQL that a killed run left behind on this cluster, and removes a lock file that nobody holds. */
export async function endLeftover(cluster: Cluster): Promise<void> {
  const lines = lockFileLines(cluster);
  if (lines.length === 0) return;
  const found = findProcess(Number(lines[0]));
  if (found && lines[1] === cluster.folder && isOurs(cluster, found)) {
    await endProcess(found);
  }
  rmSync(join(cluster.folder, 'postmaster.pid'), { force: true });
}

/** Stops by fast shutdown (SIGINT; SIGTERM would wait for every client), then by force. */
export async function endProcess(postmaster: { pid: number; startedAt: string }): Promise<void> {
  // SIGQUIT ends at once and recovers at the next start; SIGKILL is for a process that cannot even do that.
  for (const [signal, waitMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 3_000],
    ['SIGKILL', 2_000],
  ] as const) {
    if (!stillRuns(postmaster)) return;
    process.kill(postmaster.pid, signal);
    const deadline = performance.now() + waitMs;
    while (performance.now() < deadline && stillRuns(postmaster)) await pause(20);
  }
}

/**
 * A process that stops the postmaster when we die, however we die: it waits for the end of a pipe that only we hold.
 * Runs as PostgreSQL's user, so that it can signal nobody else's process.
 */
export function guardPostmaster(pid: number, user: PostgresUser | undefined): { end(): void } {
  const guard = spawn('/bin/sh', ['-c', 'read -r line; test -n "$line" || kill -INT "$1"', 'sh', String(pid)], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  return { end: () => void guard.stdin.end('done\n') };
}

/** The process that was recorded, or (killed before the record was written) one that was started for this very folder. */
function isOurs(cluster: Cluster, found: { pid: number; startedAt: string; command: string }): boolean {
  const recorded = readRecord(cluster);
  if (recorded?.pid === found.pid) return recorded.startedAt === found.startedAt;
  return found.command.includes(` -D ${cluster.folder} `);
}

function readRecord(cluster: Cluster): z.infer<typeof record> | undefined {
  try {
    return record.parse(JSON.parse(readFileSync(recordFile(cluster), 'utf8')));
  } catch {
    return undefined;
  }
}

function lockFileLines(cluster: Cluster): string[] {
  try {
    return readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function recordFile(cluster: Cluster): string {
  return join(cluster.home, 'postmaster.json');
}
