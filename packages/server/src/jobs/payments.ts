import type { Payment } from '@marketplace/core/payments';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import type { Logger } from '../log.ts';
import {
  findEvent,
  finishEvent,
  lockEvent,
  postponeSweep,
  takePaymentNews,
  topUpsToSweep,
} from '../postgres/payments.ts';
import type { Store } from '../postgres/store.ts';
import { openTask } from '../postgres/tasks.ts';
import { readPaymentEvent } from '../stripe/events.ts';
import { refusedParameter, type StripeGateway } from '../stripe/gateway.ts';

export interface PaymentJobParts {
  store: Store;
  stripe: StripeGateway;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

/** Works on one stored event; a repeat finds it done. */
export async function processStripeEvent(parts: PaymentJobParts, eventId: string): Promise<void> {
  const { store, clock, newId } = parts;
  const event = await findEvent(store.db, eventId);
  if (!event || event.processed_at) return;
  const news = readPaymentEvent(event.type, event.payload);
  const payment = news.kind === 'payment' ? await asItStands(parts, news.payment) : undefined;
  const now = clock.now();
  await store.transaction(async (tx) => {
    const locked = await lockEvent(tx, eventId);
    if (!locked || locked.processed_at) return;
    if (news.kind === 'unreadable') {
      await openTask(tx, {
        id: newId(now),
        kind: 'unreadable_event',
        subject: eventId,
        detail: `${event.type}: ${news.reason}`,
        now,
      });
      return finishEvent(tx, eventId, 'unreadable', now);
    }
    const outcome = payment ? await takePaymentNews(tx, { payment, now, newId }) : 'not for us';
    await finishEvent(tx, eventId, outcome, now);
  });
}

/**
 * Events come in any order, and one that is not final may be overtaken: then the present state is asked for. Success is
 * final, so its event is believed as it is; and only that event settles, not the answer to this question.
 */
async function asItStands({ stripe }: PaymentJobParts, told: Payment): Promise<Payment> {
  if (told.status === 'paid') return told;
  try {
    const present = await stripe.getPayment(told.intentId);
    return present.status === 'paid' ? { ...present, status: 'processing' } : present;
  } catch (error) {
    // A payment that Stripe does not know under our key is none of ours; what was told decides that.
    if (refusedParameter(error)) return told;
    throw error;
  }
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
      if (payment) await store.transaction((tx) => takePaymentNews(tx, { payment, now, newId }));
      const pending = payment !== undefined && payment.status !== 'paid' && payment.status !== 'failed';
      const old = now.getTime() - topUp.created_at.getTime() > GIVE_UP_MS;
      await postponeSweep(store.db, topUp.id, old && !pending ? null : new Date(now.getTime() + SWEEP_AGAIN_MS));
    } catch (error) {
      log.warn({ err: error, topUpId: topUp.id }, 'could not ask Stripe about a top-up; will ask again');
      await postponeSweep(store.db, topUp.id, new Date(now.getTime() + SWEEP_AGAIN_MS));
    }
  }
}
