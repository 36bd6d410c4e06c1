import { sql } from 'kysely';
import type { ReconciliationSource } from './schema/reconciliation.ts';
import type { Database, Tx } from './store.ts';

/** Background work by name and what it is told. Every task is idempotent: it may run twice or never finish once. */
export interface JobPayloads {
  tick: Record<string, never>;
  'payments.process-event': { eventId: string };
  'payments.sweep': { topUpId: string };
  'payments.cancel-top-up': { topUpId: string };
  'payments.sync-cards': { userId: string };
  'mail.send': { id: string };
  'deployments.advance': { deploymentId: string };
  'chain.sign': Record<string, never>;
  'identity.mirror-roles': { userId: string };
  'billing.review': { topUpId: string };

  'refunds.send': { refundId: string };
  'disputes.answer': { answerId: string };
  'reconciliation.run': { source: ReconciliationSource };
  'pricing.announce': { version: number };
  'payments.recharge': { userId: string };
  'chain.bills': Record<string, never>;
  'payouts.settle': { payoutId: string };

  'treasury.advance': { transferId: string };
  'treasury.watch': Record<string, never>;
}
export type JobName = keyof JobPayloads;

/** Adds a job in the caller's transaction. `key` replaces a waiting job of that key; `delayMs` is machine time. */
export async function enqueue<Name extends JobName>(
  tx: Tx | Database,
  name: Name,
  payload: JobPayloads[Name],
  options: { key?: string; queue?: string; delayMs?: number; maxAttempts?: number } = {},
): Promise<void> {
  const { key = null, queue = null, delayMs = 0, maxAttempts = 25 } = options;
  // The job table lives on machine time, which is the database server's: it holds only what is due now or in seconds.
  await sql`select graphile_worker.add_job(
    ${name}, payload := ${JSON.stringify(payload)}::json, job_key := ${key}, queue_name := ${queue}, max_attempts := ${maxAttempts},
    run_at := clock_timestamp() + make_interval(secs => ${delayMs / 1000}))`.execute(tx);
}

export interface QueueState {
  /** Due and not taken, or being worked on. */
  busy: number;
  /** Failed before and waiting to be tried again. */
  backedOff: number;
}

/** Jobs that ask chain or node again and again: what they wait for is counted as waiting deployments, not as work. */
const waitingTasks = ['chain.sign', 'deployments.advance'];

export async function readQueue(db: Database): Promise<QueueState> {
  const { rows } = await sql<QueueState>`
    select count(*) filter (where locked_at is not null or run_at <= clock_timestamp())::int as busy,
           count(*) filter (where locked_at is null and run_at > clock_timestamp() and attempts > 0)::int as "backedOff"
    from graphile_worker.jobs
    where attempts < max_attempts and task_identifier <> all(${waitingTasks})`.execute(db);
  return rows[0] ?? { busy: 0, backedOff: 0 };
}

/** Gives every failed job that waits for its next try that try now. */
export async function pullBackedOff(db: Database): Promise<void> {
  await sql`select graphile_worker.reschedule_jobs(array_agg(id), run_at := clock_timestamp())
    from graphile_worker.jobs
    where locked_at is null and attempts > 0 and attempts < max_attempts and run_at > clock_timestamp()
    having count(*) > 0`.execute(db);
}

/** Notes that workers live, by machine time. */
export async function noteWorkers(db: Database, workerIds: string[], machineNow: Date): Promise<void> {
  if (workerIds.length === 0) return;
  await db
    .insertInto('job_workers')
    .values(workerIds.map((worker_id) => ({ worker_id, seen_at: machineNow })))
    .onConflict((conflict) => conflict.column('worker_id').doUpdateSet({ seen_at: machineNow }))
    .execute();
}

/**
 * Frees the jobs of workers that were killed: without this they would wait for hours. A worker that never reported is
 * noted now, so that one that has just begun has the same time as every other.
 */
export async function releaseDeadWorkers(db: Database, machineNow: Date, silentMs: number): Promise<void> {
  const limit = new Date(machineNow.getTime() - silentMs);
  const { rows } = await sql<{ lockedBy: string; seenAt: Date | null }>`
    select distinct j.locked_by as "lockedBy", w.seen_at as "seenAt" from graphile_worker.jobs j
    left join job_workers w on w.worker_id = j.locked_by
    where j.locked_by is not null`.execute(db);
  await noteWorkers(
    db,
    rows.flatMap((row) => (row.seenAt === null ? [row.lockedBy] : [])),
    machineNow,
  );
  const dead = rows.flatMap((row) => (row.seenAt !== null && row.seenAt < limit ? [row.lockedBy] : []));
  if (dead.length > 0) await sql`select graphile_worker.force_unlock_workers(${dead})`.execute(db);
  await db.deleteFrom('job_workers').where('seen_at', '<', limit).execute();
}

/** Takes or keeps a named lease; false while another holds it. By machine time. */
export async function takeJobLease(
  db: Database,
  name: string,
  holder: string,
  machineNow: Date,
  lengthMs: number,
): Promise<boolean> {
  const until = new Date(machineNow.getTime() + lengthMs);
  const { rows } = await sql`
    insert into job_leases (name, holder, expires_at) values (${name}, ${holder}, ${until})
    on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at
      where job_leases.holder = ${holder} or job_leases.expires_at < ${machineNow}
    returning name`.execute(db);
  return rows.length > 0;
}

export const dropJobLease = async (db: Database, name: string, holder: string): Promise<void> =>
  void (await db.deleteFrom('job_leases').where('name', '=', name).where('holder', '=', holder).execute());
