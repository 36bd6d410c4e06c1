import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { findProcess, stillRuns } from '../embedded/process-identity.ts';

const recordedProcess = z.object({ pid: z.number(), startedAt: z.string() });
const runRecord = recordedProcess.extend({
  ports: z.record(z.string(), z.number()),
  children: z.array(recordedProcess.extend({ name: z.string() })),
});

/** `DATA_DIR/run.json`: which processes are the product's, so that a later start can tell and end what was left behind. */
export interface RunRecord {
  addChild(name: string, pid: number): void;
  setPorts(ports: Record<string, number>): void;
  remove(): void;
}

/** How long a child whose parent died may take to end by itself: it notices at once and saves what it has. */
const ownEndMs = 8_000;

/**
 * Claims the data folder for this process and ends what a killed run left behind.
 * @throws naming the process that holds the folder now
 */
export async function claimDataDir(dataDir: string): Promise<RunRecord> {
  const file = join(dataDir, 'run.json');
  mkdirSync(dataDir, { recursive: true });
  const before = readRunRecord(file);
  if (before && before.pid !== process.pid && stillRuns(before)) {
    throw new Error(`The marketplace runs already, as process ${before.pid}. Stop it first: kill ${before.pid}`);
  }
  const record: z.infer<typeof runRecord> = { ...identify(process.pid), ports: {}, children: before?.children ?? [] };
  write(file, record);
  for (const child of before?.children ?? []) await endLeftover(child);
  record.children = [];
  return {
    addChild(name, pid) {
      record.children = [...record.children.filter((child) => child.name !== name), { name, ...identify(pid) }];
      write(file, record);
    },
    setPorts(ports) {
      record.ports = ports;
      write(file, record);
    },
    remove: () => rmSync(file, { force: true }),
  };
}

function identify(pid: number): { pid: number; startedAt: string } {
  return { pid, startedAt: findProcess(pid)?.startedAt ?? 'ended' };
}

async function endLeftover(child: { pid: number; startedAt: string }): Promise<void> {
  const deadline = performance.now() + ownEndMs;
  while (stillRuns(child) && performance.now() < deadline) await pause(50);
  if (!stillRuns(child)) return;
  process.kill(child.pid, 'SIGKILL');
  while (stillRuns(child)) await pause(20);
}

function readRunRecord(file: string): z.infer<typeof runRecord> | undefined {
  try {
    return runRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Renamed into place: whoever reads it sees a whole record. */
function write(file: string, record: z.infer<typeof runRecord>): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
