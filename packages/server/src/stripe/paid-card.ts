import type { PaidCard } from '@marketplace/core/payments';
import type Stripe from 'stripe';

export interface PaidCards {
  /** The card that paid, for receipts; undefined when Stripe does not tell at once. */
  paidCard(intentId: string): Promise<PaidCard | undefined>;
}

const PATIENCE_MS = 4_000;

export const paidCardCalls = (stripe: Stripe): PaidCards => ({
  async paidCard(intentId) {
    try {
      const options = { timeout: PATIENCE_MS, maxNetworkRetries: 0 };
      const { latest_charge: charge } = await stripe.paymentIntents.retrieve(
        intentId,
        { expand: ['latest_charge'] },
        options,
      );
      const card = charge !== null && typeof charge === 'object' ? charge.payment_method_details?.card : undefined;
      return card?.brand && card.last4 ? { brand: card.brand, last4: card.last4 } : undefined;
    } catch {
      // A payment is credited all the same: its receipt then names no card.
      return undefined;
    }
  },
});
