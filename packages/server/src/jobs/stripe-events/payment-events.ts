import type { Payment } from '@marketplace/core/payments';
import { takePaymentNews } from '../../postgres/payments.ts';
import { readPaymentEvent } from '../../stripe/events.ts';
import { refusedParameter, type StripeGateway } from '../../stripe/gateway.ts';
import { done, type EventFamily, unreadable } from './family.ts';

/** How payments went: settles top-ups. */
export const paymentEvents: EventFamily = {
  handles: (type) => type.startsWith('payment_intent.'),
  async work({ stripe, newId }, event) {
    const news = readPaymentEvent(event.payload);
    if (news.kind === 'unreadable') return async () => unreadable(news.reason);
    const payment = await asItStands(stripe, news.payment);
    const card = payment.status === 'paid' ? await stripe.paidCard(payment.intentId) : undefined;
    return async (tx, now) => done(await takePaymentNews(tx, { payment, card, now, newId }));
  },
};

/**
 * Events come in any order, and one that is not final may be overtaken: then the present state is asked for. Success is
 * final, so its event is believed as it is; and only that event settles, not the answer to this question.
 */
async function asItStands(stripe: StripeGateway, told: Payment): Promise<Payment> {
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
