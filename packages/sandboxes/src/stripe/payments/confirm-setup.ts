import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { type ErrorBody, invalidRequest, StripeError } from '../protocol/errors.ts';
import { newId } from '../protocol/ids.ts';
import { challengeAction } from './challenges.ts';
import { declineOf } from './declines.ts';
import { attachPaymentMethod, behaviourOf, declineBody, findPaymentMethod, refuseSpent } from './payment-methods.ts';
import { isExpired } from './saved-cards.ts';
import type { TestCard } from './test-cards.ts';

export interface SetupAttempt {
  intent: Stripe.SetupIntent;
  refusal?: StripeError;
}

/** Makes the intent's payment method usable for later payments, after a challenge where the card asks for one. */
export function confirmSetup(
  account: Account,
  intent: Stripe.SetupIntent,
  confirmation: { returnUrl: string | null; useStripeSdk: boolean },
): SetupAttempt {
  const method = chosenMethod(account, intent);
  refuseSpent(account, method);
  refuseForeign(intent, method);
  const { card } = behaviourOf(account, method);
  if (card?.decline && !card.attachable) return fail(account, intent, method, declineBody(card.decline));
  if (isExpired(account, method)) return fail(account, intent, method, declineBody(declineOf('expired_card')));
  if (!card || !(asksForChallenge(card) || (card.challengeable && wantsChallenge(intent))))
    return { intent: succeed(account, intent, method) };
  const challenge = newId('src');
  account.objects.mark(intent.id, { challenge, returnUrl: confirmation.returnUrl });
  const asked = account.objects.save<Stripe.SetupIntent>({
    ...intent,
    last_setup_error: null,
    next_action: challengeAction(account, intent.id, challenge, confirmation),
    status: 'requires_action',
  });
  account.emit('setup_intent.requires_action', asked);
  return { intent: asked };
}

export function finishSetupChallenge(account: Account, intent: Stripe.SetupIntent, passed: boolean): SetupAttempt {
  const method = chosenMethod(account, intent);
  account.objects.mark(intent.id, { challenge: undefined });
  if (passed) return { intent: succeed(account, intent, method) };
  return fail(account, intent, method, {
    type: 'invalid_request_error',
    code: 'setup_intent_authentication_failure',
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  });
}

/** A card that is "already set up" asks for nothing here. */
function asksForChallenge(card: TestCard): boolean {
  return card.authentication === 'always' || card.authentication === 'unless-set-up';
}

/** The account may ask for a challenge that the bank does not insist on. */
function wantsChallenge(intent: Stripe.SetupIntent): boolean {
  const wish = intent.payment_method_options?.card?.request_three_d_secure;
  return wish === 'any' || wish === 'challenge';
}

function refuseForeign(intent: Stripe.SetupIntent, method: Stripe.PaymentMethod): void {
  if (method.customer === null || method.customer === intent.customer) return;
  throw invalidRequest(
    `The PaymentMethod with ID ${method.id} belongs to the Customer ${method.customer}. Please include the Customer in the \`customer\` parameter on the SetupIntent.`,
    { code: 'payment_method_unexpected_state', param: 'payment_method' },
  );
}

function chosenMethod(account: Account, intent: Stripe.SetupIntent): Stripe.PaymentMethod {
  if (intent.payment_method !== null) return findPaymentMethod(account, String(intent.payment_method), 'param');
  throw new StripeError(400, {
    type: 'invalid_request_error',
    code: 'setup_intent_unexpected_state',
    message:
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
    setup_intent: intent,
  });
}

function succeed(account: Account, intent: Stripe.SetupIntent, method: Stripe.PaymentMethod): Stripe.SetupIntent {
  if (intent.customer !== null) attachPaymentMethod(account, method, String(intent.customer));
  if (intent.usage === 'off_session') account.objects.mark(method.id, { setUp: true });
  const done = account.objects.save<Stripe.SetupIntent>({
    ...intent,
    last_setup_error: null,
    next_action: null,
    payment_method: method.id,
    status: 'succeeded',
  });
  account.emit('setup_intent.succeeded', done);
  return done;
}

function fail(
  account: Account,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  body: ErrorBody,
): SetupAttempt {
  const failed = account.objects.save<Stripe.SetupIntent>({
    ...intent,
    last_setup_error: { ...(body as Stripe.SetupIntent.LastSetupError), payment_method: method },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  account.emit('setup_intent.setup_failed', failed);
  return { intent: failed, refusal: new StripeError(402, { ...body, setup_intent: failed, payment_method: method }) };
}
