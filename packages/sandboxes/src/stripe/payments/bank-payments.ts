import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import type { ErrorBody } from '../protocol/errors.ts';
import { chosenMethod, fail, succeed } from './attempt.ts';
import { failCharge, recordCharge, settleCharge } from './charges.ts';
import { behaviourOf } from './payment-methods.ts';

const noMoney = {
  code: 'insufficient_funds',
  message: "The customer's account has insufficient funds to cover this payment.",
};

/** A debit from a bank account is `processing` until the bank has answered. */
export function startBankPayment(
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

/** The bank's late answer to a payment that was `processing`: what its test account says, unless `outcome` is told. */
export function settleBankPayment(
  account: Account,
  intent: Stripe.PaymentIntent,
  outcome?: 'succeeded' | 'failed',
): void {
  const charge = account.objects.get('charge', String(intent.latest_charge));
  if (intent.status !== 'processing' || !charge) return;
  const method = chosenMethod(account, intent);
  const { bank } = behaviourOf(account, method);
  const failure = outcome === 'succeeded' ? undefined : (bank?.failure ?? (outcome && noMoney));
  if (!failure) {
    succeed(account, intent, settleCharge(account, charge));
    return;
  }
  const failed = failCharge(account, charge, { ...failure, declineCode: failure.code });
  const body: ErrorBody = { type: 'invalid_request_error', charge: failed.id, ...failure };
  fail(account, intent, method, body);
}
