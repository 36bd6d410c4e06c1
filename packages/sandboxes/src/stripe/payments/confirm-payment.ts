import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { type ErrorBody, invalidRequest, StripeError } from '../protocol/errors.ts';
import { newId } from '../protocol/ids.ts';
import { failCharge, recordCharge, settleCharge } from './charges.ts';
import { openDispute } from './disputes.ts';
import { attachPaymentMethod, behaviourOf, declineBody, findPaymentMethod, refuseSpent } from './payment-methods.ts';
import type { TestCard } from './test-cards.ts';

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

/** An intent after an attempt, and what the caller is told when the bank said no. */
export interface Attempt {
  intent: Stripe.PaymentIntent;
  refusal?: StripeError;
}

/** Tries to collect an intent with its payment method. A decline is recorded and given back, not thrown. */
export function confirmPayment(account: Account, intent: Stripe.PaymentIntent, confirmation: Confirmation): Attempt {
  const method = chosenMethod(account, intent);
  checkUsable(account, intent, method);
  account.objects.mark(intent.id, { offSession: confirmation.offSession, challenge: undefined });
  const behaviour = behaviourOf(account, method);
  if (behaviour.bank) return { intent: startBankPayment(account, intent, method) };
  if (!needsAuthentication(account, intent, behaviour.card, method, confirmation.offSession)) {
    return chargeCard(account, intent, method, false);
  }
  if (confirmation.offSession || confirmation.refuseAction) {
    return decline(account, intent, method, {
      code: 'authentication_required',
      declineCode: 'authentication_required',
      message: 'Your card was declined. This transaction requires authentication.',
    });
  }
  return { intent: askForChallenge(account, intent, confirmation) };
}

/** Goes on after the customer passed or failed the challenge. */
export function finishPaymentChallenge(account: Account, intent: Stripe.PaymentIntent, passed: boolean): Attempt {
  const method = chosenMethod(account, intent);
  account.objects.mark(intent.id, { challenge: undefined });
  if (passed) return chargeCard(account, { ...intent, next_action: null }, method, true);
  const body: ErrorBody = {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  };
  return fail(account, intent, method, body, 402);
}

/** The bank's late answer to a payment that was `processing`. */
export function settleBankPayment(account: Account, intent: Stripe.PaymentIntent): void {
  const charge = account.objects.get('charge', String(intent.latest_charge));
  if (intent.status !== 'processing' || !charge) return;
  const method = chosenMethod(account, intent);
  const failure = behaviourOf(account, method).bank?.failure;
  if (!failure) {
    succeed(account, intent, settleCharge(account, charge));
    return;
  }
  const failed = failCharge(account, charge, { ...failure, declineCode: failure.code });
  const body: ErrorBody = { type: 'invalid_request_error', charge: failed.id, ...failure };
  fail(account, intent, method, body, 402);
}

export function unexpectedState(intent: Stripe.PaymentIntent, verb: string): StripeError {
  const again = intent.status === 'succeeded' ? ' already' : '';
  return new StripeError(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `You cannot ${verb} this PaymentIntent because it has${again} a status of ${intent.status}.`,
    payment_intent: intent,
  });
}

function chosenMethod(account: Account, intent: Stripe.PaymentIntent): Stripe.PaymentMethod {
  if (intent.payment_method === null) {
    throw new StripeError(400, {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      message:
        "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      payment_intent: intent,
    });
  }
  return findPaymentMethod(account, String(intent.payment_method), 'param');
}

function checkUsable(account: Account, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  refuseSpent(account, method);
  if (!intent.payment_method_types.includes(method.type)) {
    throw invalidRequest(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${intent.payment_method_types.join(', ')}.`,
      { code: 'payment_intent_incompatible_payment_method', param: 'payment_method' },
    );
  }
  if (method.customer !== null && method.customer !== intent.customer) {
    throw invalidRequest(
      `The PaymentMethod with ID ${method.id} belongs to the Customer ${method.customer}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
      { code: 'payment_method_unexpected_state', param: 'payment_method' },
    );
  }
}

function needsAuthentication(
  account: Account,
  intent: Stripe.PaymentIntent,
  card: TestCard,
  method: Stripe.PaymentMethod,
  offSession: boolean,
): boolean {
  if (card.authentication === undefined) return card.challengeable === true && wantsChallenge(intent);
  if (card.authentication === 'always' || !offSession) return true;
  return card.authentication === 'unless-set-up' && !account.objects.traits(method.id).setUp;
}

/** The account may ask for a challenge that the bank does not insist on. */
function wantsChallenge(intent: Stripe.PaymentIntent): boolean {
  const wish = intent.payment_method_options?.card?.request_three_d_secure;
  return wish === 'any' || wish === 'challenge';
}

function chargeCard(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Attempt {
  const { card } = behaviourOf(account, method);
  if (card?.decline) return decline(account, intent, method, card.decline, authenticated);
  const charge = recordCharge(account, intent, method, 'succeeded', authenticated);
  const paid = succeed(account, intent, charge);
  if (card?.dispute) openDispute(account, charge, card.dispute);
  return { intent: paid };
}

function startBankPayment(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.PaymentIntent {
  const charge = recordCharge(account, intent, method, 'pending', false);
  const processing = account.objects.save<Stripe.PaymentIntent>({
    ...intent,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: 'processing',
  });
  account.emit('payment_intent.processing', processing);
  if (!behaviourOf(account, method).bank?.stuck) account.later('bank-payment', intent.id);
  return processing;
}

function succeed(account: Account, intent: Stripe.PaymentIntent, charge: Stripe.Charge): Stripe.PaymentIntent {
  const paid = account.objects.save<Stripe.PaymentIntent>({
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: 'succeeded',
  });
  saveMethodAfterUse(account, paid);
  account.emit('payment_intent.succeeded', paid);
  return paid;
}

/** `setup_future_usage` keeps the method with the customer; without a customer it is spent by its first use. */
function saveMethodAfterUse(account: Account, intent: Stripe.PaymentIntent): void {
  const method = chosenMethod(account, intent);
  if (intent.setup_future_usage && intent.customer !== null) {
    attachPaymentMethod(account, method, String(intent.customer));
    if (intent.setup_future_usage === 'off_session') account.objects.mark(method.id, { setUp: true });
  } else if (method.customer === null) {
    account.objects.mark(method.id, { spent: true });
  }
}

function askForChallenge(
  account: Account,
  intent: Stripe.PaymentIntent,
  confirmation: Confirmation,
): Stripe.PaymentIntent {
  const challenge = newId('src');
  account.objects.mark(intent.id, { challenge, returnUrl: confirmation.returnUrl });
  const asked = account.objects.save<Stripe.PaymentIntent>({
    ...intent,
    last_payment_error: null,
    next_action: challengeAction(account, intent.id, challenge, confirmation),
    status: 'requires_action',
  });
  account.emit('payment_intent.requires_action', asked);
  return asked;
}

/** How the customer reaches the challenge: shown by stripe.js, or as a page of its own. */
export function challengeAction(
  account: Account,
  intentId: string,
  challenge: string,
  confirmation: Pick<Confirmation, 'returnUrl' | 'useStripeSdk'>,
) {
  const url = `${account.url}/challenges/${intentId}/${challenge}`;
  if (!confirmation.useStripeSdk && confirmation.returnUrl !== null) {
    return { type: 'redirect_to_url', redirect_to_url: { return_url: confirmation.returnUrl, url } };
  }
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: { type: 'three_d_secure_redirect', source: challenge, stripe_js: url },
  };
}

function decline(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  reason: { code: string; declineCode: string; message: string },
  authenticated = false,
): Attempt {
  const charge = recordCharge(account, intent, method, { declined: reason }, authenticated);
  const body: ErrorBody = { ...declineBody(reason), charge: charge.id };
  if (reason.code === 'authentication_required') body.decline_code = reason.declineCode;
  return fail(account, { ...intent, latest_charge: charge.id }, method, body, 402);
}

function fail(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  body: ErrorBody,
  status: 402,
): Attempt {
  const failed = account.objects.save<Stripe.PaymentIntent>({
    ...intent,
    last_payment_error: { ...(body as Stripe.PaymentIntent.LastPaymentError), payment_method: method },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  account.emit('payment_intent.payment_failed', failed);
  return {
    intent: failed,
    refusal: new StripeError(status, { ...body, payment_intent: failed, payment_method: method }),
  };
}
