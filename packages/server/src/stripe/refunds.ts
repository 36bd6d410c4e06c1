import type { RefundNews } from '@marketplace/core/payments';
import { UNITS_PER_CENT } from '@marketplace/core/payments';
import type Stripe from 'stripe';
import { z } from 'zod';
import { reach } from './errors.ts';

/** A refund of Stripe in our words. */
export interface StripeRefund extends RefundNews {
  id: string;
  /** Undefined for a refund of something else than a payment intent. */
  paymentIntentId: string | undefined;
  /** Our own row, when the refund was asked for here. */
  refundId: string | undefined;
  failure: string | undefined;
  createdAt: Date;
}

export interface StripeRefunds {
  /** Gives money back to the card. Repeating it for the same row, within a day, makes no second refund. */
  createRefund(refund: NewStripeRefund): Promise<StripeRefund>;
  /** All refunds of a payment, however they came about. */
  refundsOf(paymentIntentId: string): Promise<StripeRefund[]>;
}

export interface NewStripeRefund {
  refundId: string;
  topUpId: string;
  paymentIntentId: string;
  amountUnits: bigint;
}

/** The parts of a refund that we rely on, in answers and in events. */
const RefundObject = z.looseObject({
  id: z.string(),
  object: z.literal('refund'),
  amount: z.number().int().positive(),
  currency: z.literal('usd'),
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
  payment_intent: z.union([z.string(), z.looseObject({ id: z.string() }), z.null()]).optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
  failure_reason: z.string().nullish(),
  created: z.number().int(),
});

export const RefundEvent = z.looseObject({ data: z.looseObject({ object: RefundObject }) });

export const refundCalls = (stripe: Stripe): StripeRefunds => ({
  createRefund: ({ refundId, topUpId, paymentIntentId, amountUnits }) =>
    reach(async () =>
      refundOf(
        await stripe.refunds.create(
          {
            payment_intent: paymentIntentId,
            amount: Number(amountUnits / UNITS_PER_CENT),
            reason: 'requested_by_customer',
            metadata: { refund_id: refundId, top_up_id: topUpId },
          },
          { idempotencyKey: `refund:${refundId}` },
        ),
      ),
    ),
  refundsOf: (paymentIntentId) =>
    reach(async () => {
      const found: StripeRefund[] = [];
      for await (const refund of stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 }))
        found.push(refundOf(refund));
      return found;
    }),
});

/** Throws a ZodError when it is not in the shape that we rely on. */
export function refundOf(object: unknown): StripeRefund {
  const refund = RefundObject.parse(object);
  return {
    id: refund.id,
    paymentIntentId: idOf(refund.payment_intent),
    refundId: refund.metadata?.refund_id,
    status: statusOf(refund.status),
    amountUnits: BigInt(refund.amount) * UNITS_PER_CENT,
    failure: refund.failure_reason?.replaceAll('_', ' '),
    createdAt: new Date(refund.created * 1000),
  };
}

const statusOf = (status: z.infer<typeof RefundObject>['status']): RefundNews['status'] =>
  status === 'succeeded' ? 'succeeded' : status === 'failed' || status === 'canceled' ? 'failed' : 'pending';

export const idOf = (reference: string | { id: string } | null | undefined): string | undefined =>
  typeof reference === 'string' ? reference : reference?.id;
