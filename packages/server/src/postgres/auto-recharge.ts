import type { RechargeFacts, RechargePause, RechargeSetting, RechargeState } from '@marketplace/core/payments';
import { type Selectable, sql } from 'kysely';
import { enqueue } from './jobs.ts';
import { readBalances } from './ledger.ts';
import { findDefaultMethod, findPaymentMethod, type PaymentMethodRow } from './payment-methods.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';
import type { TopUpRow } from './top-ups.ts';

export type RechargeRow = Selectable<Schema['auto_recharges']>;

export const findRecharge = (db: Database | Tx, userId: string): Promise<RechargeRow | undefined> =>
  db.selectFrom('auto_recharges').selectAll().where('user_id', '=', userId).executeTakeFirst();

export const lockRecharge = (tx: Tx, userId: string): Promise<RechargeRow | undefined> =>
  tx.selectFrom('auto_recharges').selectAll().where('user_id', '=', userId).forUpdate().executeTakeFirst();

/** Asks for a look at somebody's automatic top-up; looks at one person come one after the other. */
export const requestRecharge = (tx: Tx | Database, userId: string): Promise<void> =>
  enqueue(tx, 'payments.recharge', { userId }, { key: `recharge:${userId}`, queue: `recharge:${userId}` });

export interface KnownRecharge {
  facts: RechargeFacts;
  card: PaymentMethodRow | undefined;
  blockedReason: string | null;
}

/** Everything that decides on an automatic top-up, as it is in this transaction. */
export async function rechargeFacts(db: Database | Tx, row: RechargeRow, now: Date): Promise<KnownRecharge> {
  const { user_id: userId, payment_method_id: chosen } = row;
  const card = chosen === null ? await findDefaultMethod(db, userId) : await findPaymentMethod(db, userId, chosen);
  const { available } = await readBalances(db, `user:${userId}`);
  const { recharge_blocked_reason: blockedReason } = await db
    .selectFrom('users')
    .select('recharge_blocked_reason')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  return {
    card,
    blockedReason,
    facts: {
      enabled: row.enabled,
      thresholdUnits: row.threshold_units,
      amountUnits: row.amount_units,
      monthlyCapUnits: row.monthly_cap_units,
      standing: standingOf(row),
      availableUnits: available,
      chargedUnits: await chargedInMonth(db, userId, now),
      hasCard: card !== undefined,
      blocked: blockedReason !== null,
      nowMs: now.getTime(),
    },
  };
}

function standingOf(row: RechargeRow): RechargeState {
  if (row.state === 'backing_off') return { state: 'backing_off', retryAtMs: row.retry_at?.getTime() ?? 0 };
  if (row.state === 'paused') return { state: 'paused', reason: row.paused_reason ?? 'declined' };
  return { state: row.state };
}

/** Automatic payments begun in the UTC month of `now` that are made or may still be. */
async function chargedInMonth(db: Database | Tx, userId: string, now: Date): Promise<bigint> {
  const { rows } = await sql<{ units: bigint }>`
    select coalesce(sum(amount_units), 0)::bigint as units from top_ups
    where user_id = ${userId} and kind = 'auto' and status not in ('failed', 'cancelled')
      and created_at >= date_trunc('month', ${now}::timestamptz, 'UTC')`.execute(db);
  return rows[0]?.units ?? 0n;
}

/** Sets what a person chose; a new choice forgets declines, and what is on its way goes on. */
export async function saveRecharge(
  tx: Tx,
  userId: string,
  { setting, paymentMethodId, now }: { setting: RechargeSetting; paymentMethodId: string | null; now: Date },
): Promise<void> {
  const chosen = {
    enabled: setting.enabled,
    threshold_units: setting.thresholdUnits,
    amount_units: setting.amountUnits,
    monthly_cap_units: setting.monthlyCapUnits,
    payment_method_id: paymentMethodId,
    declines: 0,
    updated_at: now,
  };
  const known = await lockRecharge(tx, userId);
  const fresh = { state: 'idle' as const, retry_at: null, paused_reason: null };
  if (!known) {
    await tx
      .insertInto('auto_recharges')
      .values({ user_id: userId, ...chosen, ...fresh, top_up_id: null, charging_since: null })
      .execute();
    return;
  }
  await tx
    .updateTable('auto_recharges')
    .set({ ...chosen, ...(known.state === 'charging' ? {} : fresh) })
    .where('user_id', '=', userId)
    .execute();
}

/** A payment begins: from now on this row is the only one that may make it. */
export const noteCharging = async (tx: Tx, userId: string, topUpId: string, now: Date): Promise<void> =>
  void (await tx
    .updateTable('auto_recharges')
    .set({ state: 'charging', top_up_id: topUpId, charging_since: now, retry_at: null, paused_reason: null })
    .where('user_id', '=', userId)
    .execute());

export interface RechargeOutcome {
  state: 'idle' | 'backing_off' | 'paused';
  declines: number;
  retryAt: Date | null;
  pausedReason: RechargePause | null;
}

/** How a payment ended. Of news that comes twice, or of a payment that is not on its way any more, the first counts: false then. */
export async function noteOutcome(tx: Tx, topUpId: string, outcome: RechargeOutcome): Promise<boolean> {
  const row = await tx
    .updateTable('auto_recharges')
    .set({
      state: outcome.state,
      declines: outcome.declines,
      retry_at: outcome.retryAt,
      paused_reason: outcome.pausedReason,
      charging_since: null,
    })
    .where('top_up_id', '=', topUpId)
    .where('state', '=', 'charging')
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** It was paid, at once or after its owner confirmed it: everything is well again. */
export const noteRecharged = async (tx: Tx, topUpId: string): Promise<void> =>
  void (await tx
    .updateTable('auto_recharges')
    .set({ state: 'idle', declines: 0, retry_at: null, paused_reason: null, charging_since: null })
    .where('top_up_id', '=', topUpId)
    .execute());

export const findRechargeTopUp = (tx: Tx | Database, id: string): Promise<TopUpRow | undefined> =>
  tx.selectFrom('top_ups').selectAll().where('id', '=', id).executeTakeFirst();

/** A payment that the card processor never took and never will. */
export const failUnmade = async (tx: Tx, id: string, failure: { code: string; message: string }): Promise<boolean> => {
  const row = await tx
    .updateTable('top_ups')
    .set({
      status: 'failed',
      failure_code: failure.code,
      failure_message: failure.message,
      sweep_due_at: null,
      expires_at: null,
    })
    .where('id', '=', id)
    .where('stripe_payment_intent_id', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** The newest automatic payment that was made. */
export const lastRecharge = (db: Database, userId: string) =>
  db
    .selectFrom('top_ups')
    .select(['id', 'amount_units', 'settled_at'])
    .where('user_id', '=', userId)
    .where('kind', '=', 'auto')
    .where('status', '=', 'succeeded')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Looks for balances below their threshold, tries that are due, and payments whose making was lost. */
export async function requestDueRecharges(db: Database, now: Date): Promise<void> {
  const { rows } = await sql<{ userId: string }>`
    select r.user_id as "userId" from auto_recharges r
    join users u on u.id = r.user_id
    left join ledger_accounts a on a.owner = 'user:' || r.user_id and a.kind = 'available' and a.asset = 'USD'
    where r.enabled and u.recharge_blocked_reason is null and coalesce(a.balance, 0) < r.threshold_units
      and (r.state = 'idle' or (r.state = 'backing_off' and r.retry_at <= ${now}))
    union
    select r.user_id from auto_recharges r join top_ups t on t.id = r.top_up_id
    where r.state = 'charging' and t.stripe_payment_intent_id is null`.execute(db);
  for (const { userId } of rows) await requestRecharge(db, userId);
}
