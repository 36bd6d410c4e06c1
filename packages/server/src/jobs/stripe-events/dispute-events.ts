import { takeDispute } from '../../postgres/dispute-news.ts';
import { takeFraudWarning } from '../../postgres/fraud-warnings.ts';
import { DisputeEvent, disputeOf, FraudWarningEvent } from '../../stripe/disputes.ts';
import { idOf } from '../../stripe/refunds.ts';
import { done, type EventFamily, unreadable, waitingFor } from './family.ts';

/** Banks that demand payments back, from the inquiry to the decision. */
export const disputeEvents: EventFamily = {
  handles: (type) => type.startsWith('charge.dispute.'),
  async work({ newId }, { payload }) {
    const parsed = DisputeEvent.safeParse(payload);
    if (!parsed.success) return async () => unreadable(parsed.error.issues[0]?.message ?? 'unknown shape');
    const dispute = disputeOf(parsed.data.data.object);
    return async (tx, now) => {
      const { paymentIntentId } = dispute;
      if (paymentIntentId === undefined) return done('of no payment intent');
      const outcome = await takeDispute(tx, { dispute, now, newId });
      return outcome === undefined ? waitingFor(paymentIntentId) : done(outcome);
    };
  },
};

/** Card networks that warn of fraud before a dispute comes. */
export const fraudWarningEvents: EventFamily = {
  handles: (type) => type.startsWith('radar.early_fraud_warning.'),
  async work({ newId }, { payload }) {
    const parsed = FraudWarningEvent.safeParse(payload);
    if (!parsed.success) return async () => unreadable(parsed.error.issues[0]?.message ?? 'unknown shape');
    const { id, actionable, fraud_type, payment_intent } = parsed.data.data.object;
    const warning = { id, actionable, kind: fraud_type.replaceAll('_', ' '), paymentIntentId: idOf(payment_intent) };
    return async (tx, now) => done(await takeFraudWarning(tx, { warning, now, newId }));
  },
};
