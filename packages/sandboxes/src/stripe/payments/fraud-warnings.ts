import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { newId } from '../protocol/ids.ts';

/** The issuer suspects fraud; a refund now spares the dispute that often follows. */
export function warnOfFraud(account: Account, charge: Stripe.Charge): Stripe.Radar.EarlyFraudWarning {
  const warning = account.objects.add<Stripe.Radar.EarlyFraudWarning>({
    id: newId('issfr'),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: account.now(),
    fraud_type: 'unauthorized_use_of_card',
    livemode: false,
    ...(charge.payment_intent === null ? {} : { payment_intent: String(charge.payment_intent) }),
  });
  account.emit('radar.early_fraud_warning.created', warning);
  return warning;
}

/** Refunded or disputed, there is nothing left to do about a warning. */
export function settleWarnings(account: Account, charge: Stripe.Charge): void {
  for (const warning of account.objects.allOf('radar.early_fraud_warning', 'charge', charge.id)) {
    if (!warning.actionable) continue;
    const settled = account.objects.save<Stripe.Radar.EarlyFraudWarning>({ ...warning, actionable: false });
    account.emit('radar.early_fraud_warning.updated', settled, { actionable: true });
  }
}
