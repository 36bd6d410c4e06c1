import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { changedFields } from '../protocol/changed-fields.ts';
import { invalidRequest } from '../protocol/errors.ts';
import { newId } from '../protocol/ids.ts';
import { bookBalance } from './charges.ts';
import { blocksRefund, closeDispute, isOpen } from './disputes.ts';
import { settleWarnings } from './fraud-warnings.ts';
import { behaviourOf } from './payment-methods.ts';

export interface RefundRequest {
  amountCents?: number;
  reason: Stripe.Refund.Reason | null;
  metadata: Record<string, string>;
}

/** Gives back all or part of a charge; several refunds may follow each other up to the charge's amount. */
export function createRefund(account: Account, charge: Stripe.Charge, request: RefundRequest): Stripe.Refund {
  const disputes = account.objects.allOf('dispute', 'charge', charge.id);
  checkRefundable(charge, disputes);
  const left = charge.amount - charge.amount_refunded;
  const amount = request.amountCents ?? left;
  if (amount <= 0)
    throw invalidRequest('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${dollars(amount)}) is greater than unrefunded amount on charge (${dollars(left)})`,
      {
        code: charge.amount_refunded > 0 ? 'charge_already_refunded' : undefined,
        param: 'amount',
      },
    );
  }
  const method = account.objects.get('payment_method', charge.payment_method ?? '');
  const behaviour = method && behaviourOf(account, method).card?.refund;
  const refund = newRefund(account, charge, amount, request, behaviour === 'pending' ? 'pending' : 'succeeded');
  const booked = bookBalance(account, {
    type: 'refund',
    reportingCategory: 'refund',
    source: refund.id,
    amountCents: -amount,
    currency: charge.currency,
    description: `REFUND FOR CHARGE${charge.description ? ` (${charge.description})` : ''}`,
  });
  const added = account.objects.add<Stripe.Refund>({ ...refund, balance_transaction: booked.id });
  if (behaviour) account.later(behaviour === 'pending' ? 'refund-succeeds' : 'refund-fails', added.id);
  const after = changeRefunded(account, charge, amount);
  account.emit('refund.created', added);
  if (after.refunded) {
    settleWarnings(account, after);
    // A full refund answers an inquiry.
    for (const dispute of disputes.filter(isOpen)) closeDispute(account, dispute, 'won');
  }
  return added;
}

/** The bank took a refund that was `pending`. */
export function completeRefund(account: Account, refund: Stripe.Refund): void {
  if (refund.status !== 'pending') return;
  const completed = account.objects.save<Stripe.Refund>({ ...refund, status: 'succeeded' });
  account.emit('refund.updated', completed, changedFields(refund, completed));
  account.emit('charge.refund.updated', completed, changedFields(refund, completed));
}

/** The bank sent a refund back: the money returns to the balance and to what can be refunded. */
export function failRefund(account: Account, refund: Stripe.Refund): void {
  const charge = account.objects.get('charge', String(refund.charge));
  if (refund.status === 'failed' || !charge) return;
  const booked = bookBalance(account, {
    type: 'refund_failure',
    reportingCategory: 'refund_failure',
    source: refund.id,
    amountCents: refund.amount,
    currency: refund.currency,
    description: `REFUND FAILURE (${refund.id})`,
  });
  const failed = account.objects.save<Stripe.Refund>({
    ...refund,
    failure_balance_transaction: booked.id,
    failure_reason: 'expired_or_canceled_card',
    status: 'failed',
  });
  account.objects.save<Stripe.Charge>({
    ...charge,
    amount_refunded: charge.amount_refunded - refund.amount,
    refunded: false,
  });
  account.emit('refund.failed', failed);
  account.emit('refund.updated', failed, changedFields(refund, failed));
  account.emit('charge.refund.updated', failed, changedFields(refund, failed));
}

function checkRefundable(charge: Stripe.Charge, disputes: Stripe.Dispute[]): void {
  if (charge.status !== 'succeeded') {
    throw invalidRequest(`Charge ${charge.id} is not refundable because it has not succeeded.`, {
      code: 'charge_not_refundable',
    });
  }
  if (charge.refunded) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  if (disputes.some(blocksRefund)) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
}

function changeRefunded(account: Account, charge: Stripe.Charge, amount: number): Stripe.Charge {
  const amountRefunded = charge.amount_refunded + amount;
  const changed = account.objects.save<Stripe.Charge>({
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount,
  });
  account.emit('charge.refunded', changed, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
  return changed;
}

function newRefund(
  account: Account,
  charge: Stripe.Charge,
  amount: number,
  request: RefundRequest,
  status: 'pending' | 'succeeded',
): Stripe.Refund {
  const reference = {
    reference: newId('arn').slice(4, 20),
    reference_status: 'available',
    reference_type: 'acquirer_reference_number',
    type: 'refund',
  };
  const isCard = charge.payment_method_details?.type === 'card';
  return {
    id: newId(isCard ? 're' : 'pyr'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: isCard
      ? { card: reference as Stripe.Refund.DestinationDetails.Card, type: 'card' }
      : { type: 'us_bank_transfer' },
    metadata: request.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: request.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
  };
}

function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}
