/** An attempt to save a card as the card processor sees it, in our words. */
export interface CardSetup {
  setupIntentId: string;
  status: 'requires_card' | 'requires_action' | 'processing' | 'saved' | 'failed' | 'cancelled';
  clientSecret: string | undefined;
  paymentMethodId: string | undefined;
  /** Our id of it; undefined when it was begun elsewhere. */
  setupId: string | undefined;
  failure: { code: string; message: string } | undefined;
}
