import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { newId } from '../protocol/ids.ts';
import type { Confirmation } from './confirmation.ts';

export function askForChallenge(
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
