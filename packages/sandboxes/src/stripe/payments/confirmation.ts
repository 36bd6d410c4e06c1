/** How a payment is confirmed, beside its method. */
export interface Confirmation {
  /** The customer is away: nobody can pass a challenge. */
  offSession: boolean;
  /** Refuse instead of asking for a challenge. */
  refuseAction: boolean;
  /** Where a redirected challenge sends the customer afterwards. */
  returnUrl: string | null;
  /** stripe.js shows the challenge itself. */
  useStripeSdk: boolean;
}
