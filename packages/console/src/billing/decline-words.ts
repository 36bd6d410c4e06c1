/** Why a payment was refused and what helps, in words. */
export interface DeclineWords {
  happened: string;
  todo: string;
}

const OTHER_CARD = 'Use another card.';
const ASK_BANK = 'Ask your bank what is wrong, or use another card.';

/** The bank gives no reason, or one that must not be told to whoever holds the card. */
const plain: DeclineWords = { happened: 'Your card was declined.', todo: ASK_BANK };

const kinds = {
  plain,
  money: {
    happened: 'There is not enough money on this card.',
    todo: 'Use another card, or a smaller amount.',
  },
  limit: {
    happened: 'This card has reached a limit of your bank.',
    todo: 'Wait for the limit to reset, ask your bank to raise it, or use another card.',
  },
  expired: {
    happened: 'This card has expired.',
    todo: 'Use a card that is still valid; your bank has sent a new one.',
  },
  number: { happened: 'The card number is not right.', todo: 'Check the number and enter it again.' },
  cvc: { happened: 'The security code is not right.', todo: 'Enter the code on the card again.' },
  date: { happened: 'The expiry date is not right.', todo: 'Check the date on the card and enter it again.' },
  address: {
    happened: 'The address or postal code does not fit the card.',
    todo: 'Enter the address that your bank has.',
  },
  pin: { happened: 'This card asks for a PIN, which cannot be entered online.', todo: OTHER_CARD },
  notConfirmed: {
    happened: 'Your bank could not confirm that it was you.',
    todo: 'Try again and confirm in the window of your bank, or use another card.',
  },
  confirm: {
    happened: 'Your bank wants you to confirm this payment.',
    todo: 'Pay again and confirm in the window of your bank.',
  },
  notHere: {
    happened: 'This card cannot be used for this kind of payment.',
    todo: OTHER_CARD,
  },
  later: {
    happened: 'The bank or the card processor could not work on it just now.',
    todo: 'Try again in a few minutes.',
  },
  twice: {
    happened: 'Your bank took this for a repeat of a payment that you have just made.',
    todo: 'Look at your balance first: the earlier payment may have arrived.',
  },
  account: { happened: 'The bank account cannot be debited.', todo: 'Use a card, or another account.' },
  testCard: {
    happened: 'This marketplace takes test cards only, and this is a real one.',
    todo: 'Use the card 4242 4242 4242 4242.',
  },
} satisfies Record<string, DeclineWords>;

/** Codes of https://docs.stripe.com/declines/codes and of intents; what is missing is told plainly. */
const codes: Record<string, keyof typeof kinds> = {
  insufficient_funds: 'money',
  withdrawal_count_limit_exceeded: 'limit',
  card_velocity_exceeded: 'limit',
  expired_card: 'expired',
  expired_payment_method: 'expired',
  incorrect_number: 'number',
  invalid_number: 'number',
  incorrect_cvc: 'cvc',
  invalid_cvc: 'cvc',
  invalid_expiry_month: 'date',
  invalid_expiry_year: 'date',
  incorrect_address: 'address',
  incorrect_zip: 'address',
  postal_code_invalid: 'address',
  incorrect_pin: 'pin',
  invalid_pin: 'pin',
  offline_pin_required: 'pin',
  online_or_offline_pin_required: 'pin',
  pin_try_exceeded: 'pin',
  authentication_required: 'confirm',
  approve_with_id: 'later',
  payment_intent_authentication_failure: 'notConfirmed',
  setup_intent_authentication_failure: 'notConfirmed',
  authentication_failure: 'notConfirmed',
  card_not_supported: 'notHere',
  currency_not_supported: 'notHere',
  invalid_account: 'notHere',
  invalid_amount: 'notHere',
  not_permitted: 'notHere',
  service_not_allowed: 'notHere',
  transaction_not_allowed: 'notHere',
  payment_method_unsupported_type: 'notHere',
  issuer_not_available: 'later',
  processing_error: 'later',
  reenter_transaction: 'later',
  try_again_later: 'later',
  api_connection_error: 'later',
  duplicate_transaction: 'twice',
  account_closed: 'account',
  no_account: 'account',
  debit_not_authorized: 'account',
  bank_account_declined: 'account',
  test_mode_live_card: 'testCard',
  testmode_decline: 'testCard',
};

/** Lost, stolen and suspected cards are told plainly too: only the bank may say more. */
export const declineWords = (code: string): DeclineWords => kinds[codes[code] ?? 'plain'];
