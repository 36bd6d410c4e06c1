import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { type ErrorBody, StripeError } from '../protocol/errors.ts';
import { recordCharge } from './charges.ts';
import type { Decline } from './declines.ts';
import { attachPaymentMethod, declineBody, findPaymentMethod } from './payment-methods.ts';

/** An intent after an attempt, and what the caller is told when the bank said no. */
export interface Attempt {
  intent: Stripe.PaymentIntent;
  refusal?: StripeError;
}

export function chosenMethod(account: Account, intent: Stripe.PaymentIntent): Stripe.PaymentMethod {
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

export function succeed(account: Account, intent: Stripe.PaymentIntent, charge: Stripe.Charge): Stripe.PaymentIntent {
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

export function decline(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  reason: Decline,
  authenticated = false,
): Attempt {
  const charge = recordCharge(account, intent, method, { declined: reason }, authenticated);
  const body: ErrorBody = { ...declineBody(reason), charge: charge.id };
  return fail(account, { ...intent, latest_charge: charge.id }, method, body);
}

export function fail(
  account: Account,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  body: ErrorBody,
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
    refusal: new StripeError(402, { ...body, payment_intent: failed, payment_method: method }),
  };
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
