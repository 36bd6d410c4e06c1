import type { OpenAccount } from '../account.ts';

/** Every movement of money, oldest first; amounts in minor units (cents). */
export function ledger({ objects }: OpenAccount) {
  return {
    charges: objects.all('charge').map((charge) => ({
      id: charge.id,
      paymentIntent: charge.payment_intent,
      customer: charge.customer,
      amount: charge.amount,
      amountRefunded: charge.amount_refunded,
      currency: charge.currency,
      status: charge.status,
      disputed: charge.disputed,
      failureCode: charge.failure_code,
      metadata: charge.metadata,
      created: charge.created,
    })),
    refunds: objects.all('refund').map((refund) => ({
      id: refund.id,
      charge: refund.charge,
      paymentIntent: refund.payment_intent,
      amount: refund.amount,
      currency: refund.currency,
      status: refund.status,
      reason: refund.reason,
      created: refund.created,
    })),
    disputes: objects.all('dispute').map((dispute) => ({
      id: dispute.id,
      charge: dispute.charge,
      paymentIntent: dispute.payment_intent,
      amount: dispute.amount,
      currency: dispute.currency,
      status: dispute.status,
      reason: dispute.reason,
      dueBy: dispute.evidence_details.due_by,
      created: dispute.created,
    })),
    payouts: objects.all('payout').map((payout) => ({
      id: payout.id,
      amount: payout.amount,
      currency: payout.currency,
      status: payout.status,
      automatic: payout.automatic,
      created: payout.created,
    })),
    balanceTransactions: objects.all('balance_transaction').map((booked) => ({
      id: booked.id,
      type: booked.type,
      source: booked.source,
      amount: booked.amount,
      fee: booked.fee,
      net: booked.net,
      currency: booked.currency,
      created: booked.created,
    })),
  };
}
