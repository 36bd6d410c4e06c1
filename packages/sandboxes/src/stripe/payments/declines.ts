/** What a bank says when it refuses a payment. */
export interface Decline {
  code: string;
  declineCode: string;
  message: string;
  /** Refused by Stripe's own check of the risk; no bank was asked. */
  blocked?: boolean;
}

/** By decline code, with the error codes and words of https://docs.stripe.com/declines/codes. */
const catalogue = {
  authentication_required: coded(
    'authentication_required',
    'Your card was declined. This transaction requires authentication.',
  ),
  card_not_supported: declined('Your card does not support this type of purchase.'),
  card_velocity_exceeded: declined(
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  ),
  do_not_honor: declined('Your card was declined.'),
  expired_card: coded('expired_card', 'Your card has expired.'),
  fraudulent: declined('Your card was declined.'),
  generic_decline: declined('Your card was declined.'),
  incorrect_cvc: coded('incorrect_cvc', "Your card's security code is incorrect."),
  insufficient_funds: declined('Your card has insufficient funds.'),
  issuer_not_available: declined('Your card was declined.'),
  lost_card: declined('Your card was declined.'),
  processing_error: coded(
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
  ),
  stolen_card: declined('Your card was declined.'),
  test_mode_live_card: declined(
    'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  ),
  transaction_not_allowed: declined('Your card does not support this type of purchase.'),
  try_again_later: declined('Your card was declined.'),
} satisfies Record<string, Omit<Decline, 'declineCode'>>;

export type DeclineName = keyof typeof catalogue;
export const declineNames = Object.keys(catalogue) as DeclineName[];

export function declineOf(name: DeclineName): Decline {
  return { ...catalogue[name], declineCode: name };
}

function declined(message: string) {
  return { code: 'card_declined', message };
}

function coded(code: string, message: string) {
  return { code, message };
}
