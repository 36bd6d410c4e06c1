import { isOpenDispute, type RefundablePayment } from '@marketplace/core/payments';
import type { Insertable, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type RefundRow = Selectable<Schema['refunds']>;

/** A payment under its lock, so that two operators never refund the same money. */
export async function lockPayment(tx: Tx, topUpId: string) {
  const topUp = await tx.selectFrom('top_ups').selectAll().where('id', '=', topUpId).forUpdate().executeTakeFirst();
  if (!topUp) return undefined;
  const underWay = await tx
    .selectFrom('refunds')
    .select((of) => of.fn.sum<bigint | string | null>('amount_units').as('units'))
    .where('top_up_id', '=', topUpId)
    .where('status', '=', 'requested')
    .executeTakeFirst();
  const disputes = await tx.selectFrom('disputes').select('status').where('top_up_id', '=', topUpId).execute();
  const payment: RefundablePayment = {
    settled: topUp.status === 'succeeded',
    paidUnits: topUp.amount_units,
    refundedUnits: topUp.refunded_units,
    underWayUnits: BigInt(underWay?.units ?? 0),
    disputed: disputes.some(({ status }) => status !== 'inquiry' && (isOpenDispute(status) || status === 'lost')),
  };
  return { topUp, payment };
}

export const insertRefund = async (tx: Tx, row: Insertable<Schema['refunds']>): Promise<void> =>
  void (await tx.insertInto('refunds').values(row).execute());

export const findRefund = (db: Database | Tx, id: string): Promise<RefundRow | undefined> =>
  db.selectFrom('refunds').selectAll().where('id', '=', id).executeTakeFirst();

/** What the job that calls Stripe needs to know. */
export const findRefundToSend = (db: Database, id: string) =>
  db
    .selectFrom('refunds')
    .innerJoin('top_ups', 'top_ups.id', 'refunds.top_up_id')
    .selectAll('refunds')
    .select('top_ups.stripe_payment_intent_id')
    .where('refunds.id', '=', id)
    .executeTakeFirst();

/** Written before the first call: whoever comes after looks first whether that call had effect. */
export const noteAttempt = async (db: Database, id: string, now: Date): Promise<void> =>
  void (await db
    .updateTable('refunds')
    .set({ attempted_at: now })
    .where('id', '=', id)
    .where('attempted_at', 'is', null)
    .execute());

/** Stripe's answer: the refund exists. Its event, or else the sweep at `dueAt`, moves the money. */
export const noteAnswer = async (db: Database, id: string, stripeRefundId: string, dueAt: Date): Promise<void> =>
  void (await db
    .updateTable('refunds')
    .set({ stripe_refund_id: stripeRefundId, due_at: dueAt })
    .where('id', '=', id)
    .where('status', '=', 'requested')
    .execute());

/** Stripe will not do it: what was set aside may be refunded otherwise. False when there was other news meanwhile. */
export async function noteRefusal(tx: Tx, id: string, failure: string): Promise<boolean> {
  const row = await tx
    .updateTable('refunds')
    .set({ status: 'refused', failure, due_at: null })
    .where('id', '=', id)
    .where('status', '=', 'requested')
    .where('stripe_refund_id', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Refunds of which nobody told us more in time. */
export const refundsDue = (db: Database, now: Date, limit: number) =>
  db
    .selectFrom('refunds')
    .innerJoin('top_ups', 'top_ups.id', 'refunds.top_up_id')
    .select(['refunds.id', 'refunds.stripe_refund_id', 'top_ups.stripe_payment_intent_id'])
    .where('refunds.due_at', '<=', now)
    .orderBy('refunds.due_at')
    .limit(limit)
    .execute();

export const postponeRefund = async (db: Database, id: string, until: Date): Promise<void> =>
  void (await db
    .updateTable('refunds')
    .set({ due_at: until })
    .where('id', '=', id)
    .where('status', '=', 'requested')
    .execute());
