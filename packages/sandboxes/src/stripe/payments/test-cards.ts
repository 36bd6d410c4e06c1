// The test cards of https://docs.stripe.com/testing, by number. What a card does not say, it does as 4242… does.

import { type Decline, declineOf } from './declines.ts';

export interface TestCard {
  number: string;
  brand: string;
  funding?: 'credit' | 'debit' | 'prepaid';
  country?: string;
  /** Names after `pm_card_`. */
  names?: string[];
  decline?: Decline;
  /** The decline shows only once the card is charged, so it can be attached to a customer. */
  attachable?: boolean;
  /** `unless-set-up`: not for later payments without the customer; `on-session`: never without the customer. */
  authentication?: 'always' | 'unless-set-up' | 'on-session';
  /** Takes part in 3D Secure when asked to, without insisting. */
  challengeable?: boolean;
  disputes?: { reason: string; inquiry?: boolean /** Of the charge, in hundredths. */; percent?: number }[];
  fraudWarning?: boolean;
  risk?: 'elevated' | 'highest';
  refund?: 'pending' | 'fails';
  cvcCheck?: 'fail';
  postalCodeCheck?: 'fail' | 'unavailable';
  line1Check?: 'fail' | 'unavailable';
  /** Skips the two days until a payment is available. */
  availableAtOnce?: boolean;
}

const declines = {
  generic: declineOf('generic_decline'),
  insufficientFunds: declineOf('insufficient_funds'),
  lost: declineOf('lost_card'),
  stolen: declineOf('stolen_card'),
  expired: declineOf('expired_card'),
  incorrectCvc: declineOf('incorrect_cvc'),
  processingError: declineOf('processing_error'),
  velocity: declineOf('card_velocity_exceeded'),
  blocked: { ...declineOf('fraudulent'), blocked: true },
};

const cards: TestCard[] = [
  { number: '4242424242424242', brand: 'visa', names: ['visa', 'us'] },
  { number: '4000056655665556', brand: 'visa', funding: 'debit', names: ['visa_debit'] },
  { number: '5555555555554444', brand: 'mastercard', names: ['mastercard'] },
  { number: '2223003122003222', brand: 'mastercard' },
  { number: '5200828282828210', brand: 'mastercard', funding: 'debit', names: ['mastercard_debit'] },
  { number: '5105105105105100', brand: 'mastercard', funding: 'prepaid', names: ['mastercard_prepaid'] },
  { number: '378282246310005', brand: 'amex', names: ['amex'] },
  { number: '371449635398431', brand: 'amex' },
  { number: '6011111111111117', brand: 'discover', names: ['discover'] },
  { number: '3056930009020004', brand: 'diners', names: ['diners'] },
  { number: '3566002020360505', brand: 'jcb', names: ['jcb'] },
  { number: '6200000000000005', brand: 'unionpay', names: ['unionpay'] },
  { number: '4000002760000016', brand: 'visa', country: 'DE', names: ['de'] },
  { number: '4000002500001001', brand: 'visa', country: 'FR', names: ['fr'] },
  { number: '4000008260000000', brand: 'visa', country: 'GB', names: ['gb'] },
  { number: '4000000560000004', brand: 'visa', country: 'BE', names: ['be'] },
  { number: '4000000000000077', brand: 'visa', names: ['bypassPending'], availableAtOnce: true },

  { number: '4000000000000002', brand: 'visa', names: declined(''), decline: declines.generic },
  {
    number: '4000000000009995',
    brand: 'visa',
    names: declined('InsufficientFunds'),
    decline: declines.insufficientFunds,
  },
  { number: '4000000000009987', brand: 'visa', names: declined('LostCard'), decline: declines.lost },
  { number: '4000000000009979', brand: 'visa', names: declined('StolenCard'), decline: declines.stolen },
  { number: '4000000000000069', brand: 'visa', names: declined('ExpiredCard'), decline: declines.expired },
  {
    number: '4000000000000127',
    brand: 'visa',
    names: declined('IncorrectCvc'),
    decline: declines.incorrectCvc,
    cvcCheck: 'fail',
  },
  { number: '4000000000000119', brand: 'visa', names: declined('ProcessingError'), decline: declines.processingError },
  { number: '4000000000006975', brand: 'visa', names: declined('VelocityLimitExceeded'), decline: declines.velocity },
  {
    number: '4100000000000019',
    brand: 'visa',
    names: [...declined('Fraudulent'), 'radarBlock'],
    decline: declines.blocked,
    risk: 'highest',
  },
  {
    number: '4000000000000341',
    brand: 'visa',
    names: ['chargeCustomerFail'],
    decline: declines.generic,
    attachable: true,
  },
  { number: '4000000000000101', brand: 'visa', names: ['cvcCheckFail'], cvcCheck: 'fail' },

  { number: '4000000000000036', brand: 'visa', names: ['avsZipFail'], postalCodeCheck: 'fail' },
  { number: '4000000000000028', brand: 'visa', names: ['avsLine1Fail'], line1Check: 'fail' },
  { number: '4000000000000010', brand: 'visa', names: ['avsFail'], postalCodeCheck: 'fail', line1Check: 'fail' },
  {
    number: '4000000000000044',
    brand: 'visa',
    names: ['avsUnchecked'],
    postalCodeCheck: 'unavailable',
    line1Check: 'unavailable',
  },
  { number: '4000000000009235', brand: 'visa', names: ['riskLevelElevated'], risk: 'elevated' },
  { number: '4000000000004954', brand: 'visa', names: ['riskLevelHighest'], risk: 'highest' },

  {
    number: '4000002500003155',
    brand: 'visa',
    names: ['authenticationRequiredOnSetup'],
    authentication: 'unless-set-up',
  },
  {
    number: '4000002760003184',
    brand: 'visa',
    names: ['authenticationRequired', 'authenticationRequiredAlways'],
    authentication: 'always',
  },
  {
    number: '4000003800000446',
    brand: 'visa',
    names: ['authenticationRequiredSetupForOffSession'],
    authentication: 'on-session',
  },
  {
    number: '4000008260003178',
    brand: 'visa',
    names: ['authenticationRequiredChargeDeclinedInsufficientFunds'],
    authentication: 'unless-set-up',
    decline: declines.insufficientFunds,
    attachable: true,
  },
  {
    number: '4000000000003220',
    brand: 'visa',
    country: 'IE',
    names: ['threeDSecure2Required'],
    authentication: 'unless-set-up',
  },
  { number: '4000008400000027', brand: 'visa', authentication: 'unless-set-up' },
  {
    number: '4000008400001280',
    brand: 'visa',
    names: ['threeDSecureRequiredProcessingError'],
    decline: declines.generic,
  },
  { number: '4000000000003063', brand: 'visa', names: ['threeDSecureRequired'], authentication: 'unless-set-up' },
  {
    number: '4000008400001629',
    brand: 'visa',
    names: ['threeDSecureRequiredChargeDeclined'],
    authentication: 'unless-set-up',
    decline: declines.generic,
    attachable: true,
  },
  { number: '4000000000003055', brand: 'visa', names: ['threeDSecureOptional'], challengeable: true },

  { number: '4000000000000259', brand: 'visa', names: ['createDispute'], disputes: [{ reason: 'fraudulent' }] },
  {
    number: '4000000000002685',
    brand: 'visa',
    names: ['createDisputeProductNotReceived'],
    disputes: [{ reason: 'product_not_received' }],
  },
  {
    number: '4000000000001976',
    brand: 'visa',
    names: ['createDisputeInquiry'],
    disputes: [{ reason: 'fraudulent', inquiry: true }],
  },
  {
    number: '4000000404000079',
    brand: 'visa',
    names: ['createMultipleDisputes'],
    disputes: [
      { reason: 'fraudulent', percent: 50 },
      { reason: 'product_not_received', percent: 50 },
    ],
  },
  { number: '4000000000005423', brand: 'visa', names: ['createIssuerFraudRecord'], fraudWarning: true },
  { number: '4000000000007726', brand: 'visa', names: ['pendingRefund'], refund: 'pending' },
  { number: '4000000000005126', brand: 'visa', names: ['refundFail'], refund: 'fails' },
];

const byNumber = new Map(cards.map((card) => [card.number, card]));
const byName = new Map<string, TestCard>(
  cards.flatMap((card) => (card.names ?? []).map((name) => [`pm_card_${name}`, card])),
);

export function cardByNumber(number: string): TestCard | undefined {
  return byNumber.get(number);
}

/** The card behind a test payment method id such as `pm_card_visa`. */
export function cardByTestId(id: string): TestCard | undefined {
  return byName.get(id);
}

/** The check digit that every card number carries (ISO/IEC 7812-1). */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...number].reverse().entries()) {
    const doubled = Number(digit) * (place % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return /^\d{12,19}$/.test(number) && sum % 10 === 0;
}

/** Stripe documents both spellings. */
function declined(reason: string): string[] {
  return [`chargeDeclined${reason}`, `visa_chargeDeclined${reason}`];
}
