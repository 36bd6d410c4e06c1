import { writeDollars } from '@marketplace/core/money';
import { UNITS_PER_CENT } from '@marketplace/core/payments';
import { z } from 'zod';
import { closeTask, openTask } from '../../postgres/tasks.ts';
import { done, type EventFamily, unreadable } from './family.ts';

const PayoutEvent = z.looseObject({
  data: z.looseObject({
    object: z.looseObject({
      id: z.string(),
      object: z.literal('payout'),
      amount: z.number().int(),
      failure_message: z.string().nullish(),
    }),
  }),
});

/** The bank of the marketplace did not take what Stripe paid out: until that is mended no money leaves Stripe. */
export const payoutEvents: EventFamily = {
  handles: (type) => type === 'payout.failed',
  async work({ newId }, { payload }) {
    const parsed = PayoutEvent.safeParse(payload);
    if (!parsed.success) return async () => unreadable(parsed.error.issues[0]?.message ?? 'unknown shape');
    const { id, amount, failure_message } = parsed.data.data.object;
    const why = failure_message ? ` ${failure_message}` : '';
    return async (tx, now) => {
      await openTask(tx, {
        id: newId(now),
        kind: 'stripe_payout_failed',
        subject: id,
        severity: 'urgent',
        detail: `The bank did not take a payout of ${writeDollars(BigInt(amount) * UNITS_PER_CENT)} from Stripe.${why} The money is still at Stripe.`,
        details: { payoutId: id },
        now,
      });
      return done('payout failed');
    };
  },
};

const ReviewEvent = z.looseObject({
  data: z.looseObject({
    object: z.looseObject({
      id: z.string(),
      object: z.literal('review'),
      open: z.boolean(),
      reason: z.string(),
      payment_intent: z.string().nullish(),
    }),
  }),
});

/** Stripe's own rules hold a payment to be looked at by a person. */
export const reviewEvents: EventFamily = {
  handles: (type) => type === 'review.opened' || type === 'review.closed',
  async work({ newId }, { payload }) {
    const parsed = ReviewEvent.safeParse(payload);
    if (!parsed.success) return async () => unreadable(parsed.error.issues[0]?.message ?? 'unknown shape');
    const { id, open, reason, payment_intent } = parsed.data.data.object;
    const task = { kind: 'payment_review', subject: id };
    return async (tx, now) => {
      // The two come in any order: what was closed once is not opened again.
      const known = await tx
        .selectFrom('stripe_events')
        .select('id')
        .where('outcome', '=', `review ${id} is closed`)
        .executeTakeFirst();
      if (known) return done('nothing new');
      if (!open) {
        await closeTask(tx, {
          ...task,
          by: 'stripe',
          resolution: `Decided at Stripe: ${reason.replaceAll('_', ' ')}.`,
          now,
        });
        return done(`review ${id} is closed`);
      }
      await openTask(tx, {
        ...task,
        id: newId(now),
        detail: `Stripe asks for a look at payment ${payment_intent ?? 'unknown'} (${reason}). Approve it in Stripe’s dashboard, or refund it here.`,
        details: { paymentIntentId: payment_intent, path: '/operator/payments' },
        now,
      });
      return done('review opened');
    };
  },
};
