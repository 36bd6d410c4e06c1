import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../packages/server/src/clock.ts';
import { startWorker, type Tasks, type Worker } from '../../packages/server/src/jobs/worker.ts';
import { createLogger } from '../../packages/server/src/log.ts';
import { enqueue, noteWorkers, releaseDeadWorkers } from '../../packages/server/src/postgres/jobs.ts';
import { createStore, type Store } from '../../packages/server/src/postgres/store.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { eventually } from './scene.ts';

let database: TestDatabase;
let store: Store;
const workers: Worker[] = [];
beforeAll(async () => {
  database = await createDatabase();
  store = createStore(database.url);
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await store?.close();
  await database?.drop();
});

/** All tasks do nothing, save the one that is watched. */
async function work(task: () => Promise<void>) {
  const nothing = async () => {};
  const tasks: Tasks = {
    tick: nothing,
    'payments.process-event': nothing,
    'payments.sweep': nothing,
    'payments.cancel-top-up': nothing,
    'payments.sync-cards': nothing,
    'deployments.advance': nothing,
    'chain.sign': nothing,
    'identity.mirror-roles': nothing,
    'billing.review': nothing,
    'pricing.announce': nothing,
    'payments.recharge': nothing,
    'chain.bills': nothing,
    'payouts.settle': nothing,
    'mail.send': task,

    'refunds.send': nothing,
    'disputes.answer': nothing,
    'reconciliation.run': nothing,
    'treasury.advance': nothing,
    'treasury.watch': nothing,
  };
  const parts = { store, databaseUrl: database.url, tasks, clock: systemClock(), log: createLogger('silent') };
  const worker = await startWorker(parts);
  workers.push(worker);
}
const namesInUse = async () => {
  const rows = await store.pool.query('select locked_by as name from graphile_worker.jobs where locked_by is not null');
  return rows.rows.map(({ name }) => String(name));
};

it('a job that takes long stays with its worker while that lives, however patient the others are', async () => {
  let runs = 0;
  let end = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const task = async () => {
    runs += 1;
    await held;
  };
  await work(task);
  await work(task);
  await enqueue(store.db, 'mail.send', { id: randomUUID() });
  const [holder] = await eventually(async () => {
    const names = await namesInUse();
    return names.length > 0 ? names : undefined;
  });
  // Its worker has reported under the very name that holds the job, so the longest silence leaves it alone.
  await eventually(async () => {
    const { rows } = await store.pool.query('select 1 from job_workers where worker_id = $1', [holder]);
    return rows.length > 0 || undefined;
  });
  const reported = await store.pool.query('select seen_at from job_workers where worker_id = $1', [holder]);
  const later = await eventually(async () => {
    const { rows } = await store.pool.query('select seen_at from job_workers where worker_id = $1', [holder]);
    return rows[0]?.seen_at > reported.rows[0]?.seen_at || undefined;
  });
  expect(later).toBe(true);
  expect(await namesInUse()).toEqual([holder]);
  expect(runs).toBe(1);
  end();
  await eventually(async () => ((await namesInUse()).length === 0 ? true : undefined));
});

it('a job of a worker that was killed is done by another', async () => {
  const id = randomUUID();
  await enqueue(store.db, 'mail.send', { id }, { delayMs: 60_000 });
  await store.pool.query(
    `update graphile_worker._private_jobs set locked_by = 'killed', locked_at = clock_timestamp(), attempts = 1,
       run_at = clock_timestamp() where payload::text like $1`,
    [`%${id}%`],
  );
  const now = systemClock().machine();
  await noteWorkers(store.db, ['killed'], now);
  await releaseDeadWorkers(store.db, now, 15_000);
  expect(await namesInUse()).toEqual(['killed']);
  await noteWorkers(store.db, ['killed'], new Date(now.getTime() - 16_000));
  await releaseDeadWorkers(store.db, now, 15_000);
  await eventually(async () => {
    const { rows } = await store.pool.query("select 1 from graphile_worker.jobs where task_identifier = 'mail.send'");
    return rows.length === 0 || undefined;
  });
});
