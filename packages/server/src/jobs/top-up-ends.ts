import type { Payment } from '@marketplace/core/payments';
import { takePaymentNews } from '../postgres/payments.ts';
import {
  endWithoutPayment,
  expireTopUps,
  findTopUpToCancel,
  postponeCancel,
  requestCancel,
  topUpsToCancel,
} from '../postgres/top-ups.ts';
import type { PaymentJobParts } from './payments.ts';

/** A request that makes the payment may still be on its way for as long. */
const IN_FLIGHT_MS = 2 * 60_000;
const AGAIN_MS = 5 * 60_000;
const BATCH = 100;

/** Cancels the payment of a top-up at the card processor. Any number of times: one that was paid meanwhile is not cancelled. */
export async function cancelTopUp(parts: PaymentJobParts, topUpId: string): Promise<void> {
  const { store, clock, newId } = parts;
  const topUp = await findTopUpToCancel(store.db, topUpId);
  if (!topUp) return;
  const intentId = topUp.stripe_payment_intent_id ?? (await findIntent(parts, topUp));
  const now = clock.now();
  if (intentId === undefined) {
    const certainAt = new Date(topUp.created_at.getTime() + IN_FLIGHT_MS);
    return now < certainAt ? postponeCancel(store.db, topUpId, certainAt) : endWithoutPayment(store.db, topUpId);
  }
  const reason = topUp.cancel_reason === 'not_finished' ? 'abandoned' : 'requested_by_customer';
  const payment = await parts.stripe.cancelPayment(intentId, reason);
  await store.transaction((tx) => takePaymentNews(tx, { payment: unsettled(payment), now, newId }));
}

/** Only events and the sweep settle; here a paid one merely is too late to be cancelled. */
const unsettled = (payment: Payment): Payment =>
  payment.status === 'paid' ? { ...payment, status: 'processing' } : payment;

type TopUpToCancel = NonNullable<Awaited<ReturnType<typeof findTopUpToCancel>>>;

async function findIntent({ stripe }: PaymentJobParts, topUp: TopUpToCancel): Promise<string | undefined> {
  if (topUp.stripe_customer_id === null) return undefined;
  const payment = await stripe.findPayment({
    topUpId: topUp.id,
    customerId: topUp.stripe_customer_id,
    createdAt: topUp.created_at,
  });
  return payment?.intentId;
}

/** Gives up what nobody finished in a day, and asks again for cancellations that were lost. */
export async function endTopUps({ store, clock }: PaymentJobParts): Promise<void> {
  const now = clock.now();
  while ((await store.transaction((tx) => expireTopUps(tx, now, BATCH))) === BATCH);
  for (const { id } of await topUpsToCancel(store.db, now, BATCH)) {
    await postponeCancel(store.db, id, new Date(now.getTime() + AGAIN_MS));
    await requestCancel(store.db, id);
  }
}
