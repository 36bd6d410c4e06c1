import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { type ErrorBody, invalidRequest, StripeError } from '../protocol/errors.ts';
import { type Attempt, chosenMethod, decline, fail, succeed } from './attempt.ts';
import { startBankPayment } from './bank-payments.ts';
import { askForChallenge } from './challenges.ts';
import { recordCharge } from './charges.ts';
import type { Confirmation } from './confirmation.ts';
import { declineOf } from './declines.ts';
import { openDispute } from './disputes.ts';
import { warnOfFraud } from './fraud-warnings.ts';
import { behaviourOf, refuseSpent } from './payment-methods.ts';
import { isExpired } from './saved-cards.ts';
import type { TestCard } from './test-cards.ts';

/** Tries to collect an intent with its payment method. A decline is recorded and given back, not thrown. */
export function confirmPayment(account: Account, intent: Stripe.PaymentIntent, confirmation: Confirmation): Attempt {
  const method = chosenMethod(account, intent);
  checkUsable(account, intent, method);
  account.objects.mark(intent.id, { offSession: confirmation.offSession, challenge: undefined });
  const behaviour = behaviourOf(account, method);
  if (behaviour.bank) return { intent: startBankPayment(account, intent, method) };
  const ordered = account.takeDecline({ paymentMethod: method.id, customer: intent.customer as string | null });
  const challenged = ordered === 'authentication_required';
  if (ordered && !challenged) return decline(account, intent, method, declineOf(ordered));
  if (!challenged && !needsAuthentication(account, intent, behaviour.card, method, confirmation.offSession)) {
    return chargeCard(account, intent, method, false);
  }
  if (confirmation.offSession || confirmation.refuseAction) {
    return decline(account, intent, method, declineOf('authentication_required'));
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
  return fail(account, intent, method, body);
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
  const refused = isExpired(account, method) ? declineOf('expired_card') : card?.decline;
  if (refused) return decline(account, intent, method, refused, authenticated);
  const charge = recordCharge(account, intent, method, 'succeeded', authenticated);
  const paid = succeed(account, intent, charge);
  for (const { percent = 100, ...reason } of card?.disputes ?? []) {
    openDispute(account, charge, { ...reason, amountCents: Math.floor((charge.amount * percent) / 100) });
  }
  if (card?.fraudWarning) warnOfFraud(account, charge);
  return { intent: paid };
}
