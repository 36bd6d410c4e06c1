import { disputeTransfer } from '@marketplace/core/ledger';
import { writeDollars } from '@marketplace/core/money';
import { type DisputeState, type DisputeStatus, isOpenDispute, takeDisputeNews } from '@marketplace/core/payments';
import { isRefusal } from '@marketplace/core/refusal';
import type { Selectable } from 'kysely';
import type { NewId } from '../ids.ts';
import type { StripeDispute } from '../stripe/disputes.ts';
import { disputeNotice, taskText } from './dispute-words.ts';
import { postTransfer } from './ledger.ts';
import { notify } from './notifications.ts';
import { blockRecharge, releaseRecharge } from './recharge-block.ts';
import type { Schema } from './schema.ts';
import type { Tx } from './store.ts';
import { recordStripeTransaction } from './stripe-transactions.ts';
import { closeTask, openTask } from './tasks.ts';

export interface DisputeFacts {
  dispute: StripeDispute;
  now: Date;
  newId: NewId;
}

type DisputeRow = Selectable<Schema['disputes']>;

/**
 * Takes news of a dispute in any order and any number of times. Undefined while its payment is not settled: then it is
 * too early. What Stripe moved is booked by its own ids, what the customer is short of by the state of the dispute.
 */
export async function takeDispute(tx: Tx, facts: DisputeFacts): Promise<string | undefined> {
  const { dispute, now } = facts;
  const topUp = await tx
    .selectFrom('top_ups')
    .selectAll()
    .where('stripe_payment_intent_id', '=', dispute.paymentIntentId ?? '')
    .forUpdate()
    .executeTakeFirst();
  if (topUp?.status !== 'succeeded') return undefined;
  for (const booked of dispute.transactions) await recordStripeTransaction(tx, booked, now);
  const before = await tx.selectFrom('disputes').selectAll().where('id', '=', dispute.id).executeTakeFirst();
  const known: DisputeState | undefined = before && { status: before.status, withheldUnits: before.withheld_units };
  const next = takeDisputeNews(known, dispute);
  const row = await save(tx, topUp, before, next, facts);
  if (next.deltaUnits !== 0n) await move(tx, row, next.deltaUnits, facts);
  if (before?.status !== next.status) await tell(tx, row, before?.status, facts);
  return before?.status === next.status ? 'nothing new' : `dispute ${next.status}`;
}

async function save(
  tx: Tx,
  topUp: Selectable<Schema['top_ups']>,
  before: DisputeRow | undefined,
  next: DisputeState & { deltaUnits: bigint },
  { dispute, now }: DisputeFacts,
): Promise<DisputeRow> {
  const fees = dispute.transactions.reduce((sum, { feeUnits }) => sum + feeUnits, 0n);
  const open = isOpenDispute(next.status);
  const present = {
    status: next.status,
    withheld_units: next.withheldUnits,
    postings: (before?.postings ?? 0) + (next.deltaUnits === 0n ? 0 : 1),
    fee_units: fees > (before?.fee_units ?? 0n) ? fees : (before?.fee_units ?? 0n),
    evidence_due_at: dispute.evidenceDueAt ?? before?.evidence_due_at ?? null,
    closed_at: open ? null : (before?.closed_at ?? now),
  };
  return tx
    .insertInto('disputes')
    .values({
      id: dispute.id,
      top_up_id: topUp.id,
      user_id: topUp.user_id,
      amount_units: dispute.amountUnits,
      reason: dispute.reason,
      opened_at: dispute.openedAt,
      ...present,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(present))
    .returningAll()
    .executeTakeFirstOrThrow();
}

async function move(tx: Tx, row: DisputeRow, deltaUnits: bigint, { now }: DisputeFacts) {
  const amount = writeDollars(row.amount_units);
  const posted = await postTransfer(
    tx,
    disputeTransfer({
      disputeId: row.id,
      topUpId: row.top_up_id,
      userId: row.user_id,
      posting: row.postings,
      units: deltaUnits,
      eventAtMs: now.getTime(),
      description:
        deltaUnits > 0n
          ? `Withheld: your bank disputes a payment (${amount})`
          : `Dispute over ${amount} decided for you`,
      details: { disputeId: row.id, reason: row.reason },
    }),
    now,
  );
  if (isRefusal(posted)) throw new Error(`a dispute was refused: ${posted.code}`);
}

/** The customer, the operator's list and the switch for automatic top-up follow the state. */
async function tell(tx: Tx, row: DisputeRow, before: DisputeStatus | undefined, { now, newId }: DisputeFacts) {
  const notice = disputeNotice(row);
  if (notice) await notify(tx, { userId: row.user_id, notice, now, newId });
  const task = { kind: 'dispute', subject: row.id };
  const resolution = resolutions[row.status] ?? (before === 'inquiry' ? 'It became a chargeback.' : undefined);
  if (resolution) await closeTask(tx, { ...task, by: 'stripe', resolution, now });
  if (row.status === 'inquiry' || row.status === 'needs_response') {
    await openTask(tx, {
      ...task,
      id: newId(now),
      severity: 'urgent',
      detail: taskText(row),
      details: {
        path: `/operator/payments/disputes/${row.id}`,
        disputeId: row.id,
        topUpId: row.top_up_id,
        userId: row.user_id,
      },
      ...(row.evidence_due_at ? { dueAt: row.evidence_due_at } : {}),
      now,
    });
  }
  if (row.status === 'needs_response' || row.status === 'under_review' || row.status === 'lost')
    await blockRecharge(tx, row.user_id, 'payment_disputed');
  else await releaseRecharge(tx, row.user_id);
}

/** Of states in which nobody here has anything to do. */
const resolutions: Partial<Record<DisputeStatus, string>> = {
  under_review: 'Evidence was sent; the bank decides.',
  won: 'Won: the bank gave the money back, and the customer has it again.',
  lost: 'Lost: the bank keeps the money; the customer stays without it.',
  closed: 'Closed: no money was taken.',
};
