import { planRun, type RunRefusal } from '@marketplace/core/payouts';
import { isRefusal } from '@marketplace/core/refusal';
import { type Selectable, sql } from 'kysely';
import type { NewId } from '../ids.ts';
import type { ChainFacts } from './chain-facts.ts';
import { queueTransfers } from './chain-submissions.ts';
import { PAYOUTS_WAIT, type PayoutRow } from './payouts.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';
import { closeTask } from './tasks.ts';

export type PayoutRunRow = Selectable<Schema['payout_runs']>;

/** Payouts that one run takes; the rest waits for the next. */
const RUN_LIMIT = 500;

export interface NewRun {
  id: string;
  startedBy: string;
  price: { value: ChainFacts['tft_price']; seenAt: Date } | undefined;
  account: { value: ChainFacts['operator_account']; seenAt: Date } | undefined;
  now: Date;
  newId: NewId;
}

export interface StartedRun {
  payouts: number;
  tftUnits: bigint;
  priceMusd: number;
}

/**
 * Takes every payout that waits and writes down its transfer, all in the caller's transaction: killed anywhere, nothing of
 * the run exists. A second run at the same time finds nothing left to take.
 */
export async function startRun(tx: Tx, run: NewRun): Promise<StartedRun | RunRefusal> {
  const { id, startedBy, price, account, now, newId } = run;
  const waiting = await lockWaiting(tx);
  const plan = planRun({
    payouts: waiting.map(({ id: payoutId, amount_units: units }) => ({ id: payoutId, units })),
    price: price && { value: price.value, seenAtMs: price.seenAt.getTime() },
    usableUnits: account && BigInt(account.value.usableUnits),
    nowMs: now.getTime(),
  });
  if (isRefusal(plan)) return plan;
  await tx
    .insertInto('payout_runs')
    .values({
      id,
      started_by: startedBy,
      price_musd: plan.priceMusd,
      price_at: new Date(plan.priceAtMs),
      created_at: now,
    })
    .execute();
  const tft = new Map(plan.payouts.map((payout) => [payout.id, payout.tftUnits]));
  const transfers = waiting.map((payout) => ({
    id: newId(now),
    payoutId: payout.id,
    to: payout.address,
    amountUnits: tft.get(payout.id) ?? 0n,
  }));
  await takePayouts(tx, id, transfers);
  await queueTransfers(tx, transfers, now);
  await closeTask(tx, {
    kind: PAYOUTS_WAIT,
    subject: 'payouts',
    by: `user:${startedBy}`,
    resolution: `Payout run ${id}`,
    now,
  });
  return { payouts: waiting.length, tftUnits: plan.tftUnits, priceMusd: plan.priceMusd };
}

const lockWaiting = (tx: Tx): Promise<PayoutRow[]> =>
  tx
    .selectFrom('payouts')
    .selectAll()
    .where('status', '=', 'pending')
    .orderBy('requested_at')
    .orderBy('id')
    .limit(RUN_LIMIT)
    .forUpdate()
    .execute();

async function takePayouts(tx: Tx, runId: string, transfers: { payoutId: string; amountUnits: bigint }[]) {
  const rows = JSON.stringify(
    transfers.map(({ payoutId, amountUnits }) => ({ id: payoutId, tft: String(amountUnits) })),
  );
  await sql`
    update payouts p set status = 'sending', run_id = ${runId}, tft_units = r.tft
    from json_to_recordset(${rows}::json) as r (id uuid, tft bigint)
    where p.id = r.id`.execute(tx);
}

export const findRun = (db: Database, id: string): Promise<PayoutRunRow | undefined> =>
  db.selectFrom('payout_runs').selectAll().where('id', '=', id).executeTakeFirst();

export interface RunSums {
  payouts: number;
  amountUnits: bigint;
  tftUnits: bigint;
  feeUnits: bigint;
  byStatus: Record<string, number>;
}

export async function runSums(db: Database, id: string): Promise<RunSums> {
  const { rows } = await sql<RunSums>`
    select coalesce(sum(n), 0)::int as payouts, coalesce(sum(amount), 0)::bigint as "amountUnits",
           coalesce(sum(tft), 0)::bigint as "tftUnits", coalesce(sum(fee), 0)::bigint as "feeUnits",
           coalesce(jsonb_object_agg(status, n), '{}') as "byStatus"
    from (select status, count(*)::int as n, sum(amount_units) as amount, sum(tft_units) as tft, sum(fee_units) as fee
          from payouts where run_id = ${id} group by status) s`.execute(db);
  return rows[0] as RunSums;
}
