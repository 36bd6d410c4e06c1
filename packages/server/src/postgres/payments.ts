import { topUpTransfer } from '@marketplace/core/ledger';
import { writeDollars } from '@marketplace/core/money';
import {
  isUnfinished,
  mayBecome,
  type PaidCard,
  type Payment,
  settlementObjection,
  statusAfterCancel,
  UNFINISHED_MS,
} from '@marketplace/core/payments';
import { isRefusal } from '@marketplace/core/refusal';
import type { Insertable } from 'kysely';
import { isUuid, type NewId } from '../ids.ts';
import { noteRecharged } from './auto-recharge.ts';
import { requestCardSync } from './card-wallets.ts';
import type { IssuedDocument } from './documents.ts';
import { enqueue } from './jobs.ts';
import { postTransfer } from './ledger.ts';
import { queueMail } from './mail-outbox.ts';
import { documentPayment } from './payment-documents.ts';
import { noteRechargeCancelled, noteRechargeDeclined } from './recharge-outcome.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';
import { wakeEventsAwaiting } from './stripe-events.ts';
import { openTask } from './tasks.ts';
import { requestCancel, type TopUpRow } from './top-ups.ts';

/** One that is not finished in time is given up. */
export const insertTopUp = async (tx: Tx, row: NewTopUpRow): Promise<void> =>
  void (await tx
    .insertInto('top_ups')
    .values({ expires_at: new Date(row.created_at.getTime() + UNFINISHED_MS), ...row })
    .execute());

export type NewTopUpRow = Insertable<Schema['top_ups']> & { created_at: Date };

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
  /** The card that paid, where it is known. */
  card?: PaidCard | undefined;
  now: Date;
  newId: NewId;
}

/**
 * Takes news of a payment, from wherever, in any order and any number of times. Credits exactly once, and only what was asked.
 * Gives one word for the record of the event.
 */
export async function takePaymentNews(tx: Tx, facts: NewsFacts): Promise<string> {
  const { payment, now, newId } = facts;
  const topUp = await lockTopUp(tx, payment);
  if (!topUp) {
    if (payment.status !== 'paid') return 'unknown payment, nothing paid';
    await openTask(tx, {
      id: newId(now),
      kind: 'payment_without_top_up',
      subject: payment.intentId,
      detail: `A payment of ${payment.amountCents} cents settled that belongs to no top-up.`,
      details: factsOf(payment),
      now,
    });
    return 'no such top-up';
  }
  if (topUp.status === 'succeeded') return 'already settled';
  if (payment.status === 'paid') return settle(tx, topUp, facts);
  if (payment.status === 'cancelled') return noteCancelled(tx, topUp, payment, now);
  if (topUp.cancel_requested_at !== null) return goOnCancelling(tx, topUp, payment, now);
  if (!mayBecome(topUp.status, payment.status) && topUp.stripe_payment_intent_id === payment.intentId)
    return 'nothing new';
  await tx
    .updateTable('top_ups')
    .set({
      status: payment.status,
      stripe_payment_intent_id: payment.intentId,
      client_secret: payment.clientSecret ?? topUp.client_secret,
      failure_code: payment.failure?.code ?? null,
      failure_message: payment.failure?.message ?? null,
      expires_at: isUnfinished(payment.status) ? new Date(topUp.created_at.getTime() + UNFINISHED_MS) : null,
    })
    .where('id', '=', topUp.id)
    .execute();
  const asksOwner = payment.status === 'requires_action';
  if (topUp.kind === 'auto' && (asksOwner || payment.status === 'failed')) {
    const code = asksOwner ? 'authentication_required' : (payment.failure?.code ?? 'card_declined');
    await noteRechargeDeclined(tx, { topUp, code, now, newId });
  }
  return payment.status;
}

/** The payment can never be made any more. */
async function noteCancelled(tx: Tx, topUp: LockedTopUp, payment: Payment, now: Date): Promise<string> {
  if (topUp.status === 'cancelled' && topUp.cancel_due_at === null) return 'nothing new';
  const reason = topUp.cancel_reason ?? 'requested';
  const status = statusAfterCancel(topUp.status, reason);
  await tx
    .updateTable('top_ups')
    .set({
      status,
      stripe_payment_intent_id: payment.intentId,
      client_secret: null,
      cancel_reason: reason,
      cancel_requested_at: topUp.cancel_requested_at ?? now,
      cancel_due_at: null,
      expires_at: null,
      sweep_due_at: null,
    })
    .where('id', '=', topUp.id)
    .execute();
  if (topUp.kind === 'auto') await noteRechargeCancelled(tx, topUp.id);
  return status;
}

/** What is to be cancelled is cancelled there, whatever it came to meanwhile; only with the bank it goes on. */
async function goOnCancelling(tx: Tx, topUp: LockedTopUp, payment: Payment, now: Date): Promise<string> {
  const withBank = payment.status === 'processing';
  await tx
    .updateTable('top_ups')
    .set(
      withBank
        ? {
            status: 'processing',
            stripe_payment_intent_id: payment.intentId,
            cancel_reason: null,
            cancel_requested_at: null,
            cancel_due_at: null,
            expires_at: null,
            sweep_due_at: now,
          }
        : { stripe_payment_intent_id: payment.intentId, cancel_due_at: now },
    )
    .where('id', '=', topUp.id)
    .execute();
  if (withBank) return 'too late to cancel';
  await requestCancel(tx, topUp.id);
  return 'to be cancelled';
}

/** What an operator looks for in the card processor's dashboard. */
const factsOf = ({ intentId, customerId, amountCents, currency }: Payment) => ({
  paymentIntentId: intentId,
  customerId: customerId ?? null,
  amountCents: String(amountCents),
  currency,
});

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
        ...(isUuid(payment.topUpId)
          ? [is.and([is('top_ups.id', '=', payment.topUpId), is('top_ups.stripe_payment_intent_id', 'is', null)])]
          : []),
      ]),
    )
    .forUpdate('top_ups')
    .executeTakeFirst();
  return row;
}

type LockedTopUp = NonNullable<Awaited<ReturnType<typeof lockTopUp>>>;

async function settle(tx: Tx, topUp: LockedTopUp, { payment, card, now, newId }: NewsFacts): Promise<string> {
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
      details: { ...factsOf(payment), topUpId: topUp.id, userId: topUp.user_id },
      now,
    });
    return `not credited: ${objection}`;
  }
  const transfer = topUpTransfer({
    id: topUp.id,
    userId: topUp.user_id,
    units: topUp.amount_units,
    eventAtMs: now.getTime(),
    ...(card ? { details: { card } } : {}),
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
      cancel_reason: null,
      cancel_requested_at: null,
      cancel_due_at: null,
      expires_at: null,
    })
    .where('id', '=', topUp.id)
    .execute();
  if (topUp.save_card) await requestCardSync(tx, topUp.user_id, now);
  const receipt = await documentPayment(tx, posted.transferId, { now, newId });
  await queueMail(tx, receiptMail(topUp, receipt, now, newId));
  if (topUp.kind === 'auto') await noteRecharged(tx, topUp.id);
  // What it may bring back is judged after the commit, in a transaction that locks in its own order.
  await enqueue(tx, 'billing.review', { topUpId: topUp.id }, { key: `billing.review:${topUp.id}` });
  await wakeEventsAwaiting(tx, payment.intentId);
  return 'settled';
}

function receiptMail(topUp: LockedTopUp, receipt: IssuedDocument, now: Date, newId: NewId) {
  const amount = writeDollars(topUp.amount_units);
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
      `Receipt: ${receipt.number}`,
      `Top-up: ${topUp.id}`,
      '',
      'Every charge is explained on your statement.',
    ].join('\n'),
    link: `/invoices/${receipt.id}`,
    linkLabel: 'See the receipt',
    now,
  };
}
