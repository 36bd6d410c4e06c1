import { writeDollars } from '@marketplace/core/money';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import type { Logger } from '../log.ts';
import { enqueue } from '../postgres/jobs.ts';
import { takeRefund } from '../postgres/refund-news.ts';
import {
  findRefundToSend,
  noteAnswer,
  noteAttempt,
  noteRefusal,
  postponeRefund,
  refundsDue,
} from '../postgres/refunds.ts';
import type { Store } from '../postgres/store.ts';
import { openTask } from '../postgres/tasks.ts';
import { refusedParameter, type StripeGateway } from '../stripe/gateway.ts';

export interface RefundJobParts {
  store: Store;
  stripe: StripeGateway;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

/** When the sweep asks Stripe itself about a refund of which no event came. */
export const SWEEP_AFTER_MS = 10 * 60_000;

/**
 * Asks Stripe for a refund that was written down. After a first call of unknown outcome Stripe's own list is read before
 * the next one, since Stripe forgets keys after a day. The balance moves by Stripe's event or the sweep, never here.
 */
export async function sendRefund(parts: RefundJobParts, refundId: string): Promise<void> {
  const { store, stripe, clock } = parts;
  const row = await findRefundToSend(store.db, refundId);
  const paymentIntentId = row?.stripe_payment_intent_id;
  if (!row || !paymentIntentId || row.status !== 'requested' || row.stripe_refund_id) return;
  const dueAt = new Date(clock.now().getTime() + SWEEP_AFTER_MS);
  if (row.attempted_at) {
    const made = (await stripe.refundsOf(paymentIntentId)).find((refund) => refund.refundId === row.id);
    if (made) return noteAnswer(store.db, row.id, made.id, dueAt);
  } else await noteAttempt(store.db, row.id, clock.now());
  try {
    const made = await stripe.createRefund({
      refundId: row.id,
      topUpId: row.top_up_id,
      paymentIntentId,
      amountUnits: row.amount_units,
    });
    await noteAnswer(store.db, row.id, made.id, dueAt);
  } catch (error) {
    const refused = refusedParameter(error);
    if (!refused) throw error;
    await giveUp(parts, row, refused.message);
  }
}

/** Stripe refused: nothing went back to the card, and the amount can be refunded otherwise. */
const giveUp = (
  { store, clock, newId }: RefundJobParts,
  row: { id: string; amount_units: bigint; top_up_id: string; user_id: string },
  failure: string,
) =>
  store.transaction(async (tx) => {
    if (!(await noteRefusal(tx, row.id, failure))) return;
    const now = clock.now();
    await openTask(tx, {
      id: newId(now),
      kind: 'refund_refused',
      subject: row.id,
      detail: `Stripe refused a refund of ${writeDollars(row.amount_units)}: ${failure} Nothing went back to the card.`,
      details: { path: '/operator/payments/refunds', refundId: row.id, topUpId: row.top_up_id, userId: row.user_id },
      now,
    });
  });

const SWEEP_BATCH = 50;

/** Refunds of which nobody told us: those that Stripe may not have heard of are sent again, about the others it is asked. */
export async function sweepRefunds(parts: RefundJobParts): Promise<void> {
  const { store, stripe, clock, newId, log } = parts;
  const now = clock.now();
  for (const due of await refundsDue(store.db, now, SWEEP_BATCH)) {
    await postponeRefund(store.db, due.id, new Date(now.getTime() + SWEEP_AFTER_MS));
    if (!due.stripe_refund_id) {
      await enqueue(store.db, 'refunds.send', { refundId: due.id }, { key: `refund:${due.id}` });
      continue;
    }
    try {
      const found = await stripe.refundsOf(due.stripe_payment_intent_id ?? '');
      const refund = found.find(({ id }) => id === due.stripe_refund_id);
      if (refund) await store.transaction((tx) => takeRefund(tx, { refund, now, newId }));
    } catch (error) {
      log.warn({ err: error, refundId: due.id }, 'could not ask Stripe about a refund; will ask again');
    }
  }
}
