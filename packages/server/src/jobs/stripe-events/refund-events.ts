import { z } from 'zod';
import { takeRefund } from '../../postgres/refund-news.ts';
import { RefundEvent, refundOf, type StripeRefund } from '../../stripe/refunds.ts';
import { done, type EventFamily, type EventParts, type InboxEvent, unreadable, waitingFor } from './family.ts';

const refundTypes = ['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated', 'charge.refunded'];

/** Money that goes back to cards, asked for here or made at Stripe itself, and what comes back of it. */
export const refundEvents: EventFamily = {
  handles: (type) => refundTypes.includes(type),
  async work(parts, event) {
    const told = await refundsIn(parts, event);
    if (typeof told === 'string') return async () => unreadable(told);
    return async (tx, now) => {
      const outcomes: string[] = [];
      for (const refund of told) {
        if (refund.paymentIntentId === undefined) {
          outcomes.push('of no payment intent');
          continue;
        }
        const outcome = await takeRefund(tx, { refund, now, newId: parts.newId });
        if (outcome === undefined) return waitingFor(refund.paymentIntentId);
        outcomes.push(outcome);
      }
      return done(outcomes.join('; ') || 'no refunds');
    };
  },
};

/** A charge tells only the sum of its refunds, so they are asked for; any other event carries its refund. */
async function refundsIn({ stripe }: EventParts, { type, payload }: InboxEvent): Promise<StripeRefund[] | string> {
  if (type !== 'charge.refunded') {
    const parsed = RefundEvent.safeParse(payload);
    return parsed.success ? [refundOf(parsed.data.data.object)] : reasonOf(parsed.error);
  }
  const parsed = ChargeEvent.safeParse(payload);
  if (!parsed.success) return reasonOf(parsed.error);
  const payment = parsed.data.data.object.payment_intent;
  return payment ? stripe.refundsOf(payment) : [];
}

const ChargeEvent = z.looseObject({
  data: z.looseObject({ object: z.looseObject({ payment_intent: z.string().nullish() }) }),
});

const reasonOf = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'unknown shape';
};
