import { topUpTransfer } from '@marketplace/core/ledger';
import { mayBecome, type Payment, settlementObjection, type TopUpStatus } from '@marketplace/core/payments';
import { isRefusal } from '@marketplace/core/refusal';
import type { Insertable, Selectable } from 'kysely';
import type { NewId } from '../ids.ts';
import { postTransfer } from './ledger.ts';
import { queueMail } from './mail-outbox.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';
import { openTask } from './tasks.ts';

export type TopUpRow = Selectable<Schema['top_ups']>;

export const insertTopUp = async (tx: Tx, row: Insertable<Schema['top_ups']>): Promise<void> =>
  void (await tx.insertInto('top_ups').values(row).execute());

/** Takes back a top-up of which the card processor never made a payment. */
export const removeTopUp = async (tx: Tx, id: string): Promise<void> =>
  void (await tx.deleteFrom('top_ups').where('id', '=', id).where('stripe_payment_intent_id', 'is', null).execute());

/** A top-up of that person; undefined for an unknown or foreign id. */
export const findTopUp = (db: Database | Tx, userId: string, id: string): Promise<TopUpRow | undefined> =>
  db.selectFrom('top_ups').selectAll().where('id', '=', id).where('user_id', '=', userId).executeTakeFirst();

/** Remembers the card processor's customer; the first one stays. */
export async function saveCustomer(db: Database, userId: string, customerId: string): Promise<string> {
  await db
    .updateTable('users')
    .set({ stripe_customer_id: customerId })
    .where('id', '=', userId)
    .where('stripe_customer_id', 'is', null)
    .execute();
  const row = await db
    .selectFrom('users')
    .select('stripe_customer_id')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  return row.stripe_customer_id ?? customerId;
}

/** Top-ups whose news is overdue: nobody told us, so we ask. */
export const topUpsToSweep = (db: Database, now: Date, limit: number) =>
  db
    .selectFrom('top_ups')
    .innerJoin('users', 'users.id', 'top_ups.user_id')
    .selectAll('top_ups')
    .select('users.stripe_customer_id')
    .where('sweep_due_at', '<=', now)
    .orderBy('sweep_due_at')
    .limit(limit)
    .execute();

export const postponeSweep = async (db: Database, id: string, until: Date | null): Promise<void> =>
  void (await db
    .updateTable('top_ups')
    .set({ sweep_due_at: until })
    .where('id', '=', id)
    .where('status', '!=', 'succeeded')
    .execute());

export interface NewsFacts {
  payment: Payment;
  now: Date;
  newId: NewId;
}

/**
 * Takes news of a payment, from wherever, in any order and any number of times. Credits exactly once, and only what was asked.
 * Gives one word for the record of the event.
 */
export async function takePaymentNews(tx: Tx, { payment, now, newId }: NewsFacts): Promise<string> {
  const topUp = await lockTopUp(tx, payment);
  if (!topUp) {
    if (payment.status !== 'paid') return 'unknown payment, nothing paid';
    await openTask(tx, {
      id: newId(now),
      kind: 'payment_without_top_up',
      subject: payment.intentId,
      detail: `A payment of ${payment.amountCents} cents settled that belongs to no top-up.`,
      now,
    });
    return 'no such top-up';
  }
  if (topUp.status === 'succeeded') return 'already settled';
  if (payment.status === 'paid') return settle(tx, topUp, { payment, now, newId });
  const status: TopUpStatus = payment.status;
  if (!mayBecome(topUp.status, status) && topUp.stripe_payment_intent_id === payment.intentId) return 'nothing new';
  await tx
    .updateTable('top_ups')
    .set({
      status,
      stripe_payment_intent_id: payment.intentId,
      client_secret: payment.clientSecret ?? topUp.client_secret,
      failure_code: payment.failure?.code ?? null,
      failure_message: payment.failure?.message ?? null,
    })
    .where('id', '=', topUp.id)
    .execute();
  return status;
}

async function lockTopUp(tx: Tx, payment: Payment) {
  const row = await tx
    .selectFrom('top_ups')
    .innerJoin('users', 'users.id', 'top_ups.user_id')
    .selectAll('top_ups')
    .select(['users.stripe_customer_id', 'users.email', 'users.name'])
    .where((is) =>
      is.or([
        is('top_ups.stripe_payment_intent_id', '=', payment.intentId),
        // The payment may be known before the request that made it returned.
        ...(payment.topUpId && isUuid(payment.topUpId)
          ? [is.and([is('top_ups.id', '=', payment.topUpId), is('top_ups.stripe_payment_intent_id', 'is', null)])]
          : []),
      ]),
    )
    .forUpdate('top_ups')
    .executeTakeFirst();
  return row;
}

type LockedTopUp = NonNullable<Awaited<ReturnType<typeof lockTopUp>>>;

async function settle(tx: Tx, topUp: LockedTopUp, { payment, now, newId }: NewsFacts): Promise<string> {
  const objection = settlementObjection(
    { amountUnits: topUp.amount_units, customerId: topUp.stripe_customer_id ?? undefined },
    payment,
  );
  if (objection !== undefined) {
    await openTask(tx, {
      id: newId(now),
      kind: 'payment_mismatch',
      subject: topUp.id,
      detail: `Payment ${payment.intentId}: ${objection}.`,
      now,
    });
    return `not credited: ${objection}`;
  }
  const transfer = topUpTransfer({
    id: topUp.id,
    userId: topUp.user_id,
    units: topUp.amount_units,
    eventAtMs: now.getTime(),
  });
  const posted = await postTransfer(tx, transfer, now);
  if (isRefusal(posted)) throw new Error(`a credit was refused: ${posted.code}`);
  await tx
    .updateTable('top_ups')
    .set({
      status: 'succeeded',
      settled_at: now,
      stripe_payment_intent_id: payment.intentId,
      failure_code: null,
      failure_message: null,
      sweep_due_at: null,
    })
    .where('id', '=', topUp.id)
    .execute();
  await queueMail(tx, receiptMail(topUp, now, newId));
  return 'settled';
}

function receiptMail(topUp: LockedTopUp, now: Date, newId: NewId) {
  const amount = `$${(Number(topUp.amount_units / 100_000n) / 100).toFixed(2)}`;
  return {
    id: newId(now),
    dedupeKey: `receipt:${topUp.id}`,
    to: topUp.email,
    subject: `Receipt: ${amount} added to your balance`,
    body: [
      `Hello ${topUp.name},`,
      '',
      `your payment of ${amount} arrived and was added to your balance.`,
      '',
      `Date: ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
      `Top-up: ${topUp.id}`,
      '',
      'Every charge is explained on your statement.',
    ].join('\n'),
    now,
  };
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Stores an event once; false when it was there already. */
export async function storeEvent(
  tx: Tx,
  event: { id: string; type: string; payload: unknown },
  now: Date,
): Promise<boolean> {
  const row = await tx
    .insertInto('stripe_events')
    .values({
      id: event.id,
      type: event.type,
      payload: JSON.stringify(event.payload),
      received_at: now,
      processed_at: null,
      outcome: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export const findEvent = (db: Database, id: string) =>
  db.selectFrom('stripe_events').selectAll().where('id', '=', id).executeTakeFirst();

export const lockEvent = (tx: Tx, id: string) =>
  tx.selectFrom('stripe_events').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const finishEvent = async (tx: Tx, id: string, outcome: string, now: Date): Promise<void> =>
  void (await tx.updateTable('stripe_events').set({ processed_at: now, outcome }).where('id', '=', id).execute());

/** Takes a processed event up again. */
export const reopenEvent = async (tx: Tx, id: string): Promise<void> =>
  void (await tx
    .updateTable('stripe_events')
    .set({ processed_at: null, outcome: null })
    .where('id', '=', id)
    .execute());
