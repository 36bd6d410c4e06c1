import type { Payment } from '@marketplace/core/payments';
import type Stripe from 'stripe';
import { z } from 'zod';
import { paymentOf } from './gateway.ts';

/** The parts of an event's intent that we rely on; anything else may come and go. */
const IntentEvent = z.object({
  data: z.object({
    object: z.looseObject({
      id: z.string(),
      object: z.literal('payment_intent'),
      status: z.string(),
      amount: z.number().int(),
      amount_received: z.number().int(),
      currency: z.string(),
      customer: z.union([z.string(), z.looseObject({ id: z.string() }), z.null()]).optional(),
      metadata: z.record(z.string(), z.string()),
    }),
  }),
});

export type PaymentNews = { kind: 'payment'; payment: Payment } | { kind: 'unreadable'; reason: string };

/** What an event tells about a payment. */
export function readPaymentEvent(payload: unknown): PaymentNews {
  const parsed = IntentEvent.safeParse(payload);
  if (!parsed.success) return { kind: 'unreadable', reason: parsed.error.issues[0]?.message ?? 'unknown shape' };
  return { kind: 'payment', payment: paymentOf(parsed.data.data.object as unknown as Stripe.PaymentIntent) };
}
