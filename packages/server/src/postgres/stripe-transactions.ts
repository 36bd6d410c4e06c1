import {
  stripeDisputeTransfer,
  stripeFeeTransfer,
  stripePayoutTransfer,
  type Transfer,
} from '@marketplace/core/ledger';
import { isRefusal } from '@marketplace/core/refusal';
import type { StripeTransaction } from '../stripe/books.ts';
import { postTransfer } from './ledger.ts';
import type { Tx } from './store.ts';

/**
 * Copies a change of our balance at Stripe and books what of it concerns no customer: fees, payouts to the bank, and what
 * banks take and give back in disputes. Payments and refunds are booked by their own news, transfers by who ordered them.
 * Once per id, however often it is told.
 */
export async function recordStripeTransaction(tx: Tx, booked: StripeTransaction, now: Date): Promise<void> {
  const row = await tx
    .insertInto('stripe_transactions')
    .values({
      id: booked.id,
      type: booked.type,
      source_id: booked.sourceId ?? null,
      payment_intent_id: booked.paymentIntentId ?? null,
      amount_units: booked.amountUnits,
      fee_units: booked.feeUnits,
      created_at: booked.createdAt,
      recorded_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return;
  for (const transfer of transfersOf(booked)) {
    const posted = await postTransfer(tx, transfer, now);
    if (isRefusal(posted)) throw new Error(`a booking of Stripe was refused: ${posted.code}`);
  }
}

/** Types whose amount is booked here; their ids are Stripe's. */
export const bookedTypes: string[] = ['adjustment', 'payout', 'payout_cancel', 'payout_failure', 'stripe_fee'];

/** Dispute ids of Stripe; an adjustment about anything else is not ours to guess. */
const isDispute = (sourceId: string | undefined): boolean => /^(du|dp)_/.test(sourceId ?? '');

function transfersOf(booked: StripeTransaction): Transfer[] {
  const { id: transactionId, type, amountUnits: units, feeUnits, createdAt } = booked;
  const movement = { transactionId, eventAtMs: createdAt.getTime() };
  const transfers: Transfer[] = [];
  const dispute = isDispute(booked.sourceId);
  if (units !== 0n && type === 'adjustment' && dispute) {
    const description = units < 0n ? 'Taken by the bank in a dispute' : 'Given back by the bank after a dispute';
    transfers.push(stripeDisputeTransfer({ ...movement, units, description }));
  }
  if (units !== 0n && type.startsWith('payout'))
    transfers.push(stripePayoutTransfer({ ...movement, units, description: 'Payout to the bank account' }));
  const fee = feeUnits + (type === 'stripe_fee' ? -units : 0n);
  if (fee !== 0n) {
    const of = dispute ? ('dispute_fees' as const) : ('stripe_fees' as const);
    const description = dispute ? 'Fee of a dispute' : 'Fee of the card processor';
    transfers.push(stripeFeeTransfer({ ...movement, units: fee, of, description }));
  }
  return transfers;
}
