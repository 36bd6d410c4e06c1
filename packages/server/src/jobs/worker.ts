import { EventEmitter } from 'node:events';
import { run, runOnce, type TaskList, type WorkerEvents, Logger as WorkerLogger } from 'graphile-worker';
import { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { enqueue, type JobName, type JobPayloads, noteWorker, releaseDeadWorkers } from '../postgres/jobs.ts';
import type { Store } from '../postgres/store.ts';

export type Tasks = { [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> };

export interface WorkerCounts {
  ran: number;
  failed: number;
}

export interface Worker {
  counts: WorkerCounts;
  stop(): Promise<void>;
}

export interface WorkerParts {
  store: Store;
  databaseUrl: string;
  tasks: Tasks;
  clock: Clock;
  log: Logger;
}

const HEARTBEAT_MS = 2000;
/** A worker that was silent this long is dead; its jobs go to another. */
export const SILENT_MS = 15_000;
const TICK_MS = 60_000;

/** Works until stopped: jobs as they come, a tick each minute and after every move of the clock. */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { store, clock, log } = parts;
  const pool = workerPool(parts, 6);
  const counts: WorkerCounts = { ran: 0, failed: 0 };
  const workerIds = new Set<string>();
  const runner = await run({
    events: follow(counts, workerIds),
    pgPool: pool,
    taskList: taskList(parts.tasks),
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 500,
    logger: quiet(log),
  });
  const beat = () => heartbeat(parts, workerIds).catch((error) => log.warn({ err: error }, 'heartbeat failed'));
  await beat();
  const heart = setInterval(beat, HEARTBEAT_MS);
  const ticker = setInterval(() => requestTick(store, log), TICK_MS);
  const unsubscribe = clock.onChange(() => requestTick(store, log));
  requestTick(store, log);
  return {
    counts,
    async stop() {
      clearInterval(heart);
      clearInterval(ticker);
      unsubscribe();
      await runner.stop();
      await pool.end();
    },
  };
}

/** For a process that lives shortly: a tick, then every due job until none is left or `deadlineMs` is near. */
export async function workOnce(parts: WorkerParts, deadlineMs: number): Promise<WorkerCounts> {
  const pool = workerPool(parts, 4);
  const counts: WorkerCounts = { ran: 0, failed: 0 };
  const until = parts.clock.machine().getTime() + deadlineMs;
  try {
    await releaseDeadWorkers(parts.store.db, parts.clock.machine(), SILENT_MS);
    while (parts.clock.machine().getTime() < until) {
      const before = counts.ran + counts.failed;
      await runOnce({
        pgPool: pool,
        taskList: counted(parts.tasks, counts),
        concurrency: 4,
        noHandleSignals: true,
        logger: quiet(parts.log),
      });
      if (counts.ran + counts.failed === before) break;
    }
    return counts;
  } finally {
    await pool.end();
  }
}

function requestTick(store: Store, log: Logger) {
  enqueue(store.db, 'tick', {}, { key: 'tick', maxAttempts: 3 }).catch((error) =>
    log.warn({ err: error }, 'could not ask for a tick'),
  );
}

async function heartbeat({ store, clock }: WorkerParts, ids: ReadonlySet<string>) {
  const now = clock.machine();
  for (const id of ids) await noteWorker(store.db, id, now);
  await releaseDeadWorkers(store.db, now, SILENT_MS);
}

/** A connection that breaks is replaced; without listeners, idle or at work, the process would end. */
function workerPool({ databaseUrl, log }: WorkerParts, max: number): Pool {
  const pool = new Pool({ connectionString: databaseUrl, max });
  const note = (error: Error) => log.warn({ reason: error.message }, 'a database connection of the worker broke');
  pool.on('error', note);
  pool.on('connect', (client) => client.on('error', note));
  return pool;
}

/** Counts what ran and learns the names of the workers, under which they lock jobs. */
function follow(counts: WorkerCounts, workerIds: Set<string>): WorkerEvents {
  const events: WorkerEvents = new EventEmitter();
  events.on('worker:create', ({ worker }) => workerIds.add(worker.workerId));
  events.on('job:success', () => counts.ran++);
  events.on('job:error', () => counts.failed++);
  return events;
}

function taskList(tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown) => (task as (payload: unknown) => Promise<void>)(payload),
    ]),
  );
}

function counted(tasks: Tasks, counts: WorkerCounts): TaskList {
  const list = taskList(tasks);
  return Object.fromEntries(
    Object.entries(list).map(([name, task]) => [
      name,
      async (payload, tools) => {
        try {
          await task?.(payload, tools);
          counts.ran++;
        } catch (error) {
          counts.failed++;
          throw error;
        }
      },
    ]),
  ) as TaskList;
}

/** graphile-worker's own lines: failures as warnings, the rest only when debugging. */
const quiet = (log: Logger) =>
  new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.warn({ source: 'worker' }, message);
    else log.debug({ source: 'worker' }, message);
  });
