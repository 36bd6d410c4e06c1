import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stillRuns } from '../packages/server/src/embedded/process-identity.ts';

export const checkout = fileURLToPath(new URL('..', import.meta.url));

/** A command of the checkout that runs in a process group of its own, as a terminal would start it. */
export interface StartedCommand {
  pid: number;
  /** Everything that it has said so far. */
  said(): string;
  /** Resolves once it has said this; rejects with all it said when it ends before. */
  saying(words: string | RegExp): Promise<void>;
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>;
  /** To the one process, or to its whole group. */
  signal(name: NodeJS.Signals, target?: 'process' | 'group'): void;
}

export function startCommand(
  command: [string, ...string[]],
  env: Record<string, string>,
  cwd = checkout,
): StartedCommand {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pid = child.pid ?? 0;
  const output = collect(child);
  // `exit`, not `close`: what a killed command left behind may hold its output open.
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    pid,
    ended,
    said: output.text,
    saying: (words) =>
      Promise.race([
        output.contains(words),
        ended.then((code) => Promise.reject(new Error(`ended with ${code}, having said:\n${output.text()}`))),
      ]),
    signal: (name, target = 'process') => process.kill(target === 'group' ? -pid : pid, name),
  };
}

export interface RecordedProcess {
  name: string;
  pid: number;
  startedAt: string;
}

/** What `run.json` says about who runs, PostgreSQL included. */
export function recordedProcesses(dataDir: string): RecordedProcess[] {
  const run = JSON.parse(readFileSync(join(dataDir, 'run.json'), 'utf8'));
  const postmaster = JSON.parse(readFileSync(join(postgresHome(dataDir), 'postmaster.json'), 'utf8'));
  return [
    { name: 'supervisor', pid: run.pid, startedAt: run.startedAt },
    { name: 'postgres', ...postmaster },
    ...run.children,
  ];
}

/** Resolves once none of them runs any more. */
export async function allGone(processes: RecordedProcess[]): Promise<void> {
  while (processes.some(stillRuns)) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** The first of `count` ports in a row that nobody uses now. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
}

function postgresHome(dataDir: string): string {
  const home = join(dataDir, 'postgres');
  try {
    return readFileSync(join(home, 'moved-to'), 'utf8').trim();
  } catch {
    return home;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

function collect(child: ChildProcess): { text(): string; contains(words: string | RegExp): Promise<void> } {
  let text = '';
  const waiting = new Set<() => void>();
  const add = (part: unknown) => {
    text += String(part);
    for (const look of waiting) look();
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return {
    text: () => text,
    contains: (words) =>
      new Promise((resolve) => {
        const look = () => {
          if (typeof words === 'string' ? !text.includes(words) : !words.test(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
