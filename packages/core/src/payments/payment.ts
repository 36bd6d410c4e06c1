/** A payment as the card processor sees it, in our words. */
export interface Payment {
  /** The processor's id of the payment. */
  intentId: string;
  status: 'requires_payment' | 'requires_action' | 'processing' | 'paid' | 'failed' | 'cancelled';
  clientSecret: string | undefined;
  failure: { code: string; message: string } | undefined;
  /** What was received when paid, else what is asked. */
  amountCents: bigint;
  currency: string;
  customerId: string | undefined;
  topUpId: string | undefined;
}

/** What of a card may be shown. */
export interface PaidCard {
  brand: string;
  last4: string;
}
