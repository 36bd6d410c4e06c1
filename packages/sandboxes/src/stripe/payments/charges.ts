import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { newId } from '../protocol/ids.ts';
import type { Decline } from './declines.ts';
import { behaviourOf } from './payment-methods.ts';
import type { TestCard } from './test-cards.ts';

const secondsPerDay = 86_400;

/** Stripe's fee for a card payment in the US: 2.9 % rounded to the cent, and 30 cents. */
export function feeCents(amountCents: number): number {
  return Math.round((amountCents * 29) / 1000) + 30;
}

export interface Booking {
  type: Stripe.BalanceTransaction.Type;
  reportingCategory: string;
  /** Id of the charge, refund, dispute or transfer. */
  source: string;
  amountCents: number;
  currency: string;
  feeCents?: number;
  feeDescription?: string;
  description?: string | null;
  /** Days until the money is available. */
  availableAfterDays?: number;
}

/** Books a change of the account's balance. */
export function bookBalance(account: Account, booking: Booking): Stripe.BalanceTransaction {
  const fee = booking.feeCents ?? 0;
  const days = booking.availableAfterDays ?? 0;
  const feeDetail = {
    amount: fee,
    application: null,
    currency: booking.currency,
    description: booking.feeDescription ?? 'Stripe processing fees',
    type: 'stripe_fee',
  };
  return account.objects.add<Stripe.BalanceTransaction>({
    id: newId('txn'),
    object: 'balance_transaction',
    amount: booking.amountCents,
    available_on: account.now() + days * secondsPerDay,
    balance_type: 'payments',
    created: account.now(),
    currency: booking.currency,
    description: booking.description ?? null,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [feeDetail],
    net: booking.amountCents - fee,
    reporting_category: booking.reportingCategory,
    source: booking.source,
    status: days > 0 ? 'pending' : 'available',
    type: booking.type,
  });
}

/** Records what the bank answered to one attempt at an intent; a paid charge is booked with its fee. */
export function recordCharge(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  result: 'succeeded' | 'pending' | { declined: Decline },
  authenticated: boolean,
): Stripe.Charge {
  const charge = account.objects.add(newCharge(account, intent, method, authenticated));
  if (result === 'succeeded') return settleCharge(account, charge);
  if (result === 'pending') {
    account.emit('charge.pending', charge);
    return charge;
  }
  return failCharge(account, charge, result.declined);
}

export function settleCharge(account: Account, charge: Stripe.Charge): Stripe.Charge {
  const method = account.objects.get('payment_method', charge.payment_method ?? '');
  const card = method && behaviourOf(account, method).card;
  const isCard = charge.payment_method_details?.type === 'card';
  const booked = bookBalance(account, {
    type: isCard ? 'charge' : 'payment',
    reportingCategory: 'charge',
    source: charge.id,
    amountCents: charge.amount,
    currency: charge.currency,
    feeCents: feeCents(charge.amount),
    description: charge.description,
    availableAfterDays: card?.availableAtOnce ? 0 : 2,
  });
  const settled = account.objects.save<Stripe.Charge>({
    ...charge,
    amount_captured: charge.amount,
    balance_transaction: booked.id,
    captured: true,
    outcome: approval(card?.risk),
    paid: true,
    receipt_url: `${account.url}/receipts/${charge.id}`,
    status: 'succeeded',
  });
  account.emit('charge.succeeded', settled);
  return settled;
}

export function failCharge(account: Account, charge: Stripe.Charge, decline: Decline): Stripe.Charge {
  const failed = account.objects.save<Stripe.Charge>({
    ...charge,
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: refusal(decline),
    paid: false,
    status: 'failed',
  });
  account.emit('charge.failed', failed);
  return failed;
}

function approval(risk: TestCard['risk'] = undefined): Stripe.Charge.Outcome {
  return outcome('approved_by_network', null, 'Payment complete.', 'authorized', risk);
}

function refusal(decline: Decline): Stripe.Charge.Outcome {
  if (decline.blocked) {
    const message = 'Stripe blocked this payment as too risky.';
    return outcome('not_sent_to_network', 'highest_risk_level', message, 'blocked', 'highest');
  }
  const message =
    decline.declineCode === 'generic_decline'
      ? 'The bank did not return any further details with this decline.'
      : `The bank returned the decline code \`${decline.declineCode}\`.`;
  return outcome('declined_by_network', decline.declineCode, message, 'issuer_declined');
}

const riskScores = { normal: 12, elevated: 68, highest: 91 };

function outcome(
  status: string,
  reason: string | null,
  message: string,
  type: string,
  risk: keyof typeof riskScores = 'normal',
): Stripe.Charge.Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: status,
    reason,
    risk_level: risk,
    risk_score: riskScores[risk],
    seller_message: message,
    type,
  };
}

function newCharge(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Stripe.Charge {
  return {
    id: newId(method.type === 'card' ? 'ch' : 'py'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'SANDBOX',
    captured: false,
    created: account.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(intent, method, authenticated),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'pending',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
}

function methodDetails(
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Stripe.Charge.PaymentMethodDetails {
  const { card } = method;
  if (!card) return { type: method.type, [method.type]: method[method.type as 'us_bank_account'] };
  return {
    type: 'card',
    card: {
      amount_authorized: intent.amount,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: authenticated ? '05' : null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: 'disabled' },
      fingerprint: card.fingerprint,
      funding: card.funding,
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: newId('ntx').slice(4, 19),
      overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
      regulated_status: card.regulated_status,
      transaction_link_id: null,
      three_d_secure: authenticated
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: '05',
            exemption_indicator: null,
            result: 'authenticated',
            result_reason: null,
            transaction_id: newId('tds').slice(4),
            version: '2.2.0',
          }
        : null,
      wallet: null,
    },
  };
}
