import { refundTransfer } from '@marketplace/core/ledger';
import { writeDollars } from '@marketplace/core/money';
import { takeRefundNews } from '@marketplace/core/payments';
import { isRefusal } from '@marketplace/core/refusal';
import type { Selectable } from 'kysely';
import { isUuid, type NewId } from '../ids.ts';
import type { StripeRefund } from '../stripe/refunds.ts';
import { postTransfer, readBalances } from './ledger.ts';
import { notify } from './notifications.ts';
import { documentPayment } from './payment-documents.ts';
import type { RefundRow } from './refunds.ts';
import type { Schema } from './schema.ts';
import type { Tx } from './store.ts';
import { openTask } from './tasks.ts';

export interface RefundFacts {
  refund: StripeRefund;
  now: Date;
  newId: NewId;
}

type TopUp = Selectable<Schema['top_ups']>;

/**
 * Takes news of a refund, from an event or a sweep, in any order and any number of times; one that was made at Stripe
 * itself gets its row here. Undefined while its payment is not settled: then it is too early.
 */
export async function takeRefund(tx: Tx, facts: RefundFacts): Promise<string | undefined> {
  const { refund, now } = facts;
  const topUp = await tx
    .selectFrom('top_ups')
    .selectAll()
    .where('stripe_payment_intent_id', '=', refund.paymentIntentId ?? '')
    .forUpdate()
    .executeTakeFirst();
  if (topUp?.status !== 'succeeded') return undefined;
  const row = (await knownRefund(tx, refund)) ?? (await adopt(tx, topUp, facts));
  const next = takeRefundNews({ status: row.status, bookedUnits: row.booked_units }, refund);
  if (next.status === row.status) return 'nothing new';
  if (next.deltaUnits !== 0n) await move(tx, { topUp, row, deltaUnits: next.deltaUnits }, facts);
  await tx
    .updateTable('refunds')
    .set({
      status: next.status,
      booked_units: next.bookedUnits,
      stripe_refund_id: refund.id,
      failure: refund.failure ?? null,
      due_at: null,
      settled_at: row.settled_at ?? (next.status === 'failed' ? null : now),
      failed_at: next.status === 'failed' ? now : null,
    })
    .where('id', '=', row.id)
    .execute();
  if (next.status === 'failed') await askOperator(tx, topUp, row, facts);
  return `refund ${next.status}`;
}

/** Our row: by Stripe's id, or by our own where Stripe's answer never came. */
async function knownRefund(tx: Tx, refund: StripeRefund): Promise<RefundRow | undefined> {
  const byTheirs = await tx
    .selectFrom('refunds')
    .selectAll()
    .where('stripe_refund_id', '=', refund.id)
    .executeTakeFirst();
  if (byTheirs || !isUuid(refund.refundId)) return byTheirs;
  return tx
    .selectFrom('refunds')
    .selectAll()
    .where('id', '=', refund.refundId)
    .where('stripe_refund_id', 'is', null)
    .executeTakeFirst();
}

async function adopt(tx: Tx, topUp: TopUp, { refund, now, newId }: RefundFacts): Promise<RefundRow> {
  return tx
    .insertInto('refunds')
    .values({
      id: newId(now),
      top_up_id: topUp.id,
      user_id: topUp.user_id,
      amount_units: refund.amountUnits,
      status: 'requested',
      origin: 'stripe',
      requested_by: null,
      reason: null,
      stripe_refund_id: refund.id,
      failure: null,
      created_at: refund.createdAt,
      attempted_at: null,
      settled_at: null,
      failed_at: null,
      due_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

interface Movement {
  topUp: TopUp;
  row: RefundRow;
  deltaUnits: bigint;
}

async function move(tx: Tx, { topUp, row, deltaUnits }: Movement, { refund, now, newId }: RefundFacts) {
  const back = deltaUnits < 0n;
  const paid = `the top-up of ${writeDollars(topUp.amount_units)} on ${dayOf(topUp.settled_at ?? topUp.created_at)}`;
  const posted = await postTransfer(
    tx,
    refundTransfer({
      refundId: refund.id,
      topUpId: topUp.id,
      userId: topUp.user_id,
      units: deltaUnits,
      eventAtMs: now.getTime(),
      description: back ? `Refund of ${paid} did not arrive` : `Refund of ${paid}`,
      details: { refundId: row.id, ...(row.reason ? { reason: row.reason } : {}) },
    }),
    now,
  );
  if (isRefusal(posted)) throw new Error(`a refund was refused: ${posted.code}`);
  await tx
    .updateTable('top_ups')
    .set((is) => ({ refunded_units: is('refunded_units', '+', deltaUnits) }))
    .where('id', '=', topUp.id)
    .execute();
  const note = await documentPayment(tx, posted.transferId, { now, newId });
  const { available } = await readBalances(tx, `user:${topUp.user_id}`);
  const amount = writeDollars(back ? -deltaUnits : deltaUnits);
  await notify(tx, {
    userId: topUp.user_id,
    notice: {
      topic: 'money',
      severity: 'info',
      dedupeKey: `${back ? 'refund-failed' : 'refund'}:${row.id}`,
      title: back ? `Refund of ${amount} did not arrive` : `Refund of ${amount}`,
      body: back ? cameBack(amount) : goesOut(amount, paid, available, row.reason),
      link: `/invoices/${note.id}`,
      linkLabel: 'See the credit note',
    },
    now,
    newId,
  });
}

const cameBack = (amount: string) =>
  `Your bank did not take the refund of ${amount}: the card may be closed. The amount is on your balance again; the operator was told and may write to you.`;

function goesOut(amount: string, paid: string, available: bigint, reason: string | null): string {
  return [
    `${amount} of ${paid} go back to the card that paid. Banks show it within 5 to 10 days. Your balance was lowered by the same amount.`,
    ...(reason ? [`Reason: ${reason}`] : []),
    ...(available < 0n
      ? [`Part of the money had been spent, so you owe ${writeDollars(-available)}. Top up to keep your deployments.`]
      : []),
  ].join('\n\n');
}

const askOperator = (tx: Tx, topUp: TopUp, row: RefundRow, { refund, now, newId }: RefundFacts) =>
  openTask(tx, {
    id: newId(now),
    kind: 'refund_failed',
    subject: row.id,
    detail: `The bank sent back a refund of ${writeDollars(row.amount_units)}${refund.failure ? ` (${refund.failure})` : ''}. The customer has it on the balance again; arrange another way with them.`,
    details: { path: '/operator/payments/refunds', refundId: row.id, topUpId: topUp.id, userId: topUp.user_id },
    now,
  });

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
