import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { finishPaymentChallenge } from './confirm-payment.ts';
import { finishSetupChallenge } from './confirm-setup.ts';

export type ChallengedIntent = Stripe.PaymentIntent | Stripe.SetupIntent;

/** The bank that asks customers to authenticate; while it is silent its page offers no answer. */
export interface IssuingBank {
  mode: 'answering' | 'silent';
}

/** Goes on with an intent after its customer passed or failed the challenge. */
export function finishChallenge(account: Account, intent: ChallengedIntent, passed: boolean): ChallengedIntent {
  if (intent.object === 'payment_intent') return finishPaymentChallenge(account, intent, passed).intent;
  return finishSetupChallenge(account, intent, passed).intent;
}
