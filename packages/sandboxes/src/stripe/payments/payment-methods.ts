import { createHash } from 'node:crypto';
import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { invalidRequest, resourceMissing, StripeError } from '../protocol/errors.ts';
import { newId } from '../protocol/ids.ts';
import { bankAccountByTestId, type TestBankAccount } from './bank-accounts.ts';
import { type Decline, declineOf } from './declines.ts';
import { cardByNumber, cardByTestId, passesLuhn, type TestCard } from './test-cards.ts';

export interface CardEntry {
  number: string;
  exp_month: number;
  exp_year: number;
  cvc?: string;
}

export interface BillingEntry {
  address?: Partial<Record<'city' | 'country' | 'line1' | 'line2' | 'postal_code' | 'state', string | null>>;
  email?: string | null;
  name?: string | null;
  phone?: string | null;
}

/** How a payment method behaves: as a test card or as a test bank account. */
export type Behaviour = { card: TestCard; bank?: undefined } | { bank: TestBankAccount; card?: undefined };

/** Makes a payment method of what a customer typed; refuses what Stripe's own form would. */
export function createCardMethod(account: Account, entry: CardEntry, billing?: BillingEntry): Stripe.PaymentMethod {
  if (!passesLuhn(entry.number)) throw cardRefusal('incorrect_number', 'Your card number is incorrect.', 'number');
  if (entry.exp_month < 1 || entry.exp_month > 12) {
    throw cardRefusal('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  }
  const today = new Date(account.now() * 1000);
  const months = (entry.exp_year - today.getUTCFullYear()) * 12 + entry.exp_month - 1 - today.getUTCMonth();
  if (entry.exp_year < 1970 || months < 0 || months > 600) {
    throw cardRefusal('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  }
  const card = cardByNumber(entry.number);
  if (!card) throw new StripeError(402, declineBody(declineOf('test_mode_live_card')));
  if (entry.cvc !== undefined && !new RegExp(`^\\d{${card.brand === 'amex' ? '3,4' : '3'}}$`).test(entry.cvc)) {
    throw cardRefusal('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }
  return keep(account, cardMethod(account, card, entry, billing), card.number);
}

/**
 * Finds a payment method by its id. A test id such as `pm_card_visa` gives a new payment method each time, as Stripe does.
 */
export function findPaymentMethod(account: Account, id: string, place: 'path' | 'param'): Stripe.PaymentMethod {
  const known = account.objects.get('payment_method', id);
  if (known) return known;
  const card = cardByTestId(id);
  if (card) {
    const year = new Date(account.now() * 1000).getUTCFullYear();
    const entry = { number: card.number, exp_month: 12, exp_year: year + 4, cvc: '123' };
    return keep(account, cardMethod(account, card, entry), card.number);
  }
  const bank = bankAccountByTestId(id);
  if (bank) return keep(account, bankMethod(account, bank), bank.testId);
  throw resourceMissing('PaymentMethod', id, place === 'path' ? 'id' : 'payment_method', place);
}

export function behaviourOf(account: Account, method: Stripe.PaymentMethod): Behaviour {
  const name = account.objects.traits(method.id).behaviour ?? '';
  const card = cardByNumber(name);
  if (card) return { card };
  const bank = bankAccountByTestId(name);
  if (bank) return { bank };
  throw new Error(`payment method ${method.id} has no known behaviour`);
}

/** Attaches to the customer; cards that decline at once cannot be attached, as Stripe verifies them first. */
export function attachPaymentMethod(
  account: Account,
  method: Stripe.PaymentMethod,
  customer: string,
): Stripe.PaymentMethod {
  if (method.customer === customer) return method;
  if (method.customer !== null) {
    throw invalidRequest('The payment method you provided has already been attached to a customer.', {
      code: 'payment_method_unexpected_state',
    });
  }
  refuseSpent(account, method);
  const { card } = behaviourOf(account, method);
  if (card?.decline && !card.attachable) throw new StripeError(402, declineBody(card.decline));
  const attached = account.objects.save({ ...method, customer });
  account.emit('payment_method.attached', attached);
  return attached;
}

/** A payment method that was used once without a customer, or detached, is of no further use. */
export function refuseSpent(account: Account, method: Stripe.PaymentMethod): void {
  if (!account.objects.traits(method.id).spent) return;
  throw invalidRequest(
    'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
    { code: 'payment_method_unexpected_state' },
  );
}

export function declineBody(decline: Decline) {
  return {
    type: 'card_error' as const,
    code: decline.code,
    ...(['card_declined', 'authentication_required'].includes(decline.code)
      ? { decline_code: decline.declineCode }
      : {}),
    message: decline.message,
  };
}

function cardRefusal(code: string, message: string, param: string): StripeError {
  return new StripeError(402, { type: 'card_error', code, message, param });
}

function keep(account: Account, method: Stripe.PaymentMethod, behaviour: string): Stripe.PaymentMethod {
  account.objects.add(method);
  account.objects.mark(method.id, { behaviour });
  return method;
}

function cardMethod(account: Account, card: TestCard, entry: CardEntry, billing?: BillingEntry): Stripe.PaymentMethod {
  return {
    ...methodBase(account, billing),
    type: 'card',
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: billing?.address?.line1 ? (card.line1Check ?? 'pass') : null,
        address_postal_code_check: billing?.address?.postal_code ? (card.postalCodeCheck ?? 'pass') : null,
        cvc_check: entry.cvc === undefined ? null : (card.cvcCheck ?? 'pass'),
      },
      country: card.country ?? 'US',
      display_brand: card.brand,
      exp_month: entry.exp_month,
      exp_year: entry.exp_year,
      fingerprint: fingerprint(card.number),
      funding: card.funding ?? 'credit',
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: card.brand !== 'amex' },
      wallet: null,
    },
  };
}

function bankMethod(account: Account, bank: TestBankAccount): Stripe.PaymentMethod {
  return {
    ...methodBase(account, { name: 'Jenny Rosen', email: 'jenny@example.com' }),
    type: 'us_bank_account',
    us_bank_account: {
      account_holder_type: 'individual',
      account_type: 'checking',
      bank_name: 'STRIPE TEST BANK',
      financial_connections_account: null,
      fingerprint: fingerprint(bank.accountNumber),
      last4: bank.accountNumber.slice(-4),
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: '110000000',
      status_details: {},
    },
  };
}

function methodBase(account: Account, billing: BillingEntry = {}) {
  const address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
  return {
    id: newId('pm'),
    object: 'payment_method' as const,
    allow_redisplay: 'unspecified' as const,
    billing_details: {
      address: { ...address, ...billing.address },
      email: billing.email ?? null,
      name: billing.name ?? null,
      phone: billing.phone ?? null,
      tax_id: null,
    },
    created: account.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
  };
}

/** The same number always has the same fingerprint, which is how a card is recognised. */
export function fingerprint(number: string): string {
  return createHash('sha256').update(number).digest('base64url').replace(/[-_]/g, '0').slice(0, 16);
}
