import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const told = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('ready') }),
  z.object({ type: z.literal('port-in-use'), port: z.number(), variable: z.string() }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

export interface ChildOptions {
  name: string;
  /** TypeScript file to run, and its arguments. */
  command: string[];
  env: Record<string, string | undefined>;
  /** Folder of the file that takes what the child says; without one it speaks for itself. */
  logFolder?: string;
  cwd?: string;
}

export interface Child {
  name: string;
  pid: number;
  /** The child's own words once it is usable. Rejects when it ends before, saying why in words for the reader. */
  ready(): Promise<Record<string, unknown>>;
  /** Resolves with the exit code once it has ended; a signal counts as 128 and its number is not kept. */
  ended: Promise<number>;
  lastLines(): string;
  /** SIGTERM, and SIGKILL to its whole group for what is left after the deadline. */
  stop(deadlineMs: number): Promise<void>;
  kill(): void;
}

/** Starts a Node process in a group of its own, so that a Ctrl-C in the terminal reaches it through us only, in order. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { name, command, env, logFolder, cwd } = options;
  const logFile = logFolder ? join(logFolder, `${name}.log`) : undefined;
  const output = logFile ? openLog(logFile) : 'inherit';
  const child = spawn(process.execPath, command, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  });
  if (typeof output === 'number') closeSync(output);
  const message = firstMessage(child);
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 128)));
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('spawn', () => resolve(child.pid ?? 0));
  });
  const kill = () => signalGroup(pid, 'SIGKILL');
  const lastLines = () => (logFile ? tail(logFile) : '');
  return {
    name,
    pid,
    ended,
    lastLines,
    kill,
    async ready() {
      const first = await Promise.race([message, ended]);
      if (typeof first === 'number') throw new Error(`${name} ended with ${first}:\n${lastLines()}`);
      if (first.type === 'ready') return first;
      throw new Error(first.type === 'failed' ? `${name}: ${first.message}` : portInUse(first));
    },
    async stop(deadlineMs) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(kill, deadlineMs);
      await ended;
      clearTimeout(timer);
      // What the child may have started itself.
      kill();
    },
  };
}

/** Runs a Node process to its end; what it says goes to our own output. */
export async function runToEnd(command: string[], env: Record<string, string | undefined>): Promise<number> {
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve(code ?? 128));
  });
}

export function portInUse({ port, variable }: { port: number; variable: string }): string {
  return `Port ${port} is taken by another program. Set ${variable} to a free one, in .env or before the command: ${variable}=${port + 1000} npm start`;
}

function firstMessage(child: ChildProcess): Promise<z.infer<typeof told>> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      const parsed = told.safeParse(message);
      if (parsed.success) resolve(parsed.data);
    });
  });
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody left in the group.
  }
}

/** The log of the run before is kept beside it. */
function openLog(file: string): number {
  mkdirSync(join(file, '..'), { recursive: true });
  if (existsSync(file)) renameSync(file, file.replace(/\.log$/, '.previous.log'));
  return openSync(file, 'w', 0o600);
}

function tail(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-20).join('\n');
  } catch {
    return '';
  }
}
