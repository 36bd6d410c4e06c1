import { EventEmitter } from 'node:events';
import { run, type TaskList, type WorkerEvents, Logger as WorkerLogger } from 'graphile-worker';
import { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { movingDeployments } from '../postgres/deployments.ts';
import {
  enqueue,
  type JobName,
  type JobPayloads,
  noteWorkers,
  readQueue,
  releaseDeadWorkers,
} from '../postgres/jobs.ts';
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
const SILENT_MS = 10_000;
const TICK_MS = 60_000;
const POLL_MS = 500;

/** Nodes that stay silent hold up deployments only: payments, mails and the signer have workers of their own. */
const lanes: { has: (task: string) => boolean; concurrency: number }[] = [
  { has: (task) => task === 'deployments.advance', concurrency: 8 },
  { has: (task) => task === 'nodes.poll', concurrency: 4 },
  { has: (task) => task !== 'deployments.advance' && task !== 'nodes.poll', concurrency: 4 },
];

/** Works until stopped: jobs as they come, a tick each minute and after every move of the clock. */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { store, clock, log } = parts;
  const worker = await startJobs(parts);
  const ticker = setInterval(() => requestTick(store, log), TICK_MS);
  const unsubscribe = clock.onChange(() => requestTick(store, log));
  requestTick(store, log);
  return {
    counts: worker.counts,
    stop() {
      clearInterval(ticker);
      unsubscribe();
      return worker.stop();
    },
  };
}

export interface DrainOptions {
  /** Real time after which it stops, whatever is left. */
  deadlineMs: number;
  /** Also stay while a deployment waits for chain or node. */
  whileMoving: boolean;
}

const LOOK_MS = 200;
/** Looks in a row that must find nothing, since one job enqueues the next. */
const QUIET_LOOKS = 3;

/** For a process that lives shortly: works until no job is due, or the deadline. */
export async function drainJobs(parts: WorkerParts, { deadlineMs, whileMoving }: DrainOptions): Promise<WorkerCounts> {
  const { store, clock } = parts;
  const until = clock.machine().getTime() + deadlineMs;
  const worker = await startJobs(parts);
  try {
    for (let quiet = 0; quiet < QUIET_LOOKS && clock.machine().getTime() < until; ) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      const { busy } = await readQueue(store.db);
      const moving = whileMoving && busy === 0 ? (await movingDeployments(store.db, clock.now())).length : 0;
      quiet = busy + moving === 0 ? quiet + 1 : 0;
    }
    return worker.counts;
  } finally {
    await worker.stop();
  }
}

async function startJobs(parts: WorkerParts): Promise<Worker> {
  const { log } = parts;
  const pool = workerPool(parts);
  const counts: WorkerCounts = { ran: 0, failed: 0 };
  const workerIds = new Set<string>();
  const all = Object.entries(taskList(parts.tasks));
  const runners = await Promise.all(
    lanes.map(({ has, concurrency }) =>
      run({
        events: follow(counts, workerIds),
        pgPool: pool,
        taskList: Object.fromEntries(all.filter(([task]) => has(task))),
        concurrency,
        noHandleSignals: true,
        pollInterval: POLL_MS,
        logger: quiet(log),
      }),
    ),
  );
  const beat = () => heartbeat(parts, workerIds).catch((error) => log.warn({ err: error }, 'heartbeat failed'));
  await beat();
  const heart = setInterval(beat, HEARTBEAT_MS);
  return {
    counts,
    async stop() {
      clearInterval(heart);
      await Promise.all(runners.map((runner) => runner.stop()));
      await pool.end();
    },
  };
}

/** A connection that breaks is replaced; without listeners, idle or at work, the process would end. */
function workerPool({ databaseUrl, log }: WorkerParts): Pool {
  const pool = new Pool({ connectionString: databaseUrl, max: 8 });
  const note = (error: Error) => log.warn({ reason: error.message }, 'a database connection of the worker broke');
  pool.on('error', note);
  pool.on('connect', (client) => client.on('error', note));
  return pool;
}

/** Counts what ran and learns the names under which jobs are locked: those of the pools, not of the workers in them. */
function follow(counts: WorkerCounts, workerIds: Set<string>): WorkerEvents {
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => workerIds.add(workerPool.id));
  events.on('job:success', () => counts.ran++);
  events.on('job:error', () => counts.failed++);
  return events;
}

async function heartbeat({ store, clock }: WorkerParts, workerIds: ReadonlySet<string>) {
  const now = clock.machine();
  await noteWorkers(store.db, [...workerIds], now);
  await releaseDeadWorkers(store.db, now, SILENT_MS);
}

function requestTick(store: Store, log: Logger) {
  enqueue(store.db, 'tick', {}, { key: 'tick', maxAttempts: 3 }).catch((error) =>
    log.warn({ err: error }, 'could not ask for a tick'),
  );
}

function taskList(tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown) => (task as (payload: unknown) => Promise<void>)(payload),
    ]),
  );
}

/** graphile-worker's own lines: failures as warnings, the rest only when debugging. */
const quiet = (log: Logger) =>
  new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.warn({ source: 'worker' }, message);
    else log.debug({ source: 'worker' }, message);
  });
