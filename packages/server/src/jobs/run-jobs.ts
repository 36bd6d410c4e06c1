import type { Clock } from '../clock.ts';
import { movingDeployments } from '../postgres/deployments.ts';
import { pullBackedOff, readQueue } from '../postgres/jobs.ts';
import type { Store } from '../postgres/store.ts';
import type { WorkerCounts } from './worker.ts';

export interface JobsReport {
  /** No job is due or at work; what waits for chain or node is not counted. */
  idle: boolean;
  ran: number;
  failed: number;
  /** Deployments that wait for chain or node. */
  waiting: number;
}

export type RunJobs = () => Promise<JobsReport>;

export interface RunJobsParts {
  store: Store;
  clock: Clock;
  tick: () => Promise<void>;
  /** What the worker of this process has done so far; a process without one works itself. */
  counts: () => WorkerCounts;
  /** Does due jobs here until none is left; nothing where a worker runs anyway. */
  work: (deadlineMs: number) => Promise<void>;
}

const DEADLINE_MS = 20_000;
const LOOK_MS = 50;
/** Looks in a row that must find nothing, since one job enqueues the next. */
const QUIET_LOOKS = 4;

/** Runs a tick, gives failed jobs their next try now, and waits until every due job is done or 20 s are over. */
export function jobsRunner(parts: RunJobsParts): RunJobs {
  const { store, clock, tick, counts, work } = parts;
  return async () => {
    const started = clock.machine().getTime();
    const left = () => DEADLINE_MS - (clock.machine().getTime() - started);
    const before = { ...counts() };
    let tickFailed = 0;
    await tick().catch(() => {
      tickFailed = 1;
    });
    await pullBackedOff(store.db);
    await work(left());
    let quiet = 0;
    while (quiet < QUIET_LOOKS && left() > 0) {
      const { busy } = await readQueue(store.db);
      quiet = busy === 0 ? quiet + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    const after = counts();
    return {
      idle: quiet >= QUIET_LOOKS,
      ran: after.ran - before.ran + 1 - tickFailed,
      failed: after.failed - before.failed + tickFailed,
      waiting: (await movingDeployments(store.db, clock.now())).length,
    };
  };
}
