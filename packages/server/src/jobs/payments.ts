import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import type { Logger } from '../log.ts';
import { postponeSweep, takePaymentNews, topUpsToSweep } from '../postgres/payments.ts';
import type { Store } from '../postgres/store.ts';
import type { StripeGateway } from '../stripe/gateway.ts';

export interface PaymentJobParts {
  store: Store;
  stripe: StripeGateway;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

const SWEEP_BATCH = 50;
const SWEEP_AGAIN_MS = 10 * 60_000;
const GIVE_UP_MS = 7 * 24 * 3_600_000;

/** Asks Stripe about top-ups of which nobody told us: the net below lost events. */
export async function sweepTopUps(parts: PaymentJobParts): Promise<void> {
  const { store, stripe, clock, newId, log } = parts;
  const now = clock.now();
  for (const topUp of await topUpsToSweep(store.db, now, SWEEP_BATCH)) {
    try {
      const payment = topUp.stripe_payment_intent_id
        ? await stripe.getPayment(topUp.stripe_payment_intent_id)
        : topUp.stripe_customer_id
          ? await stripe.findPayment({
              topUpId: topUp.id,
              customerId: topUp.stripe_customer_id,
              createdAt: topUp.created_at,
            })
          : undefined;
      const card = payment?.status === 'paid' ? await stripe.paidCard(payment.intentId) : undefined;
      if (payment) await store.transaction((tx) => takePaymentNews(tx, { payment, card, now, newId }));
      const pending = payment !== undefined && payment.status !== 'paid' && payment.status !== 'failed';
      const old = now.getTime() - topUp.created_at.getTime() > GIVE_UP_MS;
      await postponeSweep(store.db, topUp.id, old && !pending ? null : new Date(now.getTime() + SWEEP_AGAIN_MS));
    } catch (error) {
      log.warn({ err: error, topUpId: topUp.id }, 'could not ask Stripe about a top-up; will ask again');
      await postponeSweep(store.db, topUp.id, new Date(now.getTime() + SWEEP_AGAIN_MS));
    }
  }
}
