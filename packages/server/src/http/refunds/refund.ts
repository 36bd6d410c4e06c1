import type { Dispute, OperatorTopUp, Refund } from '@marketplace/contract';
import { refundableUnits } from '@marketplace/core/payments';
import type { ListedDispute, ListedRefund, ListedTopUp } from '../../postgres/operator-payments.ts';
import { usdJson } from '../money.ts';

const ownerOf = ({ userId, email }: { userId: string; email: string }) => ({ id: userId, email });

export const operatorTopUpJson = (row: ListedTopUp): OperatorTopUp => ({
  id: row.id,
  user: ownerOf(row),
  amount: usdJson(row.amount),
  status: row.status,
  refunded: usdJson(row.refunded),
  refundable: usdJson(
    refundableUnits({
      settled: row.status === 'succeeded',
      paidUnits: row.amount,
      refundedUnits: row.refunded,
      underWayUnits: row.underWay,
      disputed: row.disputed,
    }),
  ),
  disputed: row.disputed,
  available: usdJson(row.available),
  paymentIntentId: row.paymentIntentId,
  createdAt: row.createdAt.toISOString(),
  settledAt: row.settledAt?.toISOString() ?? null,
});

export const refundJson = (row: ListedRefund): Refund => ({
  id: row.id,
  topUpId: row.topUpId,
  user: ownerOf(row),
  amount: usdJson(row.amount),
  status: row.status,
  origin: row.origin,
  requestedBy: row.requestedBy,
  reason: row.reason,
  failure: row.failure,
  createdAt: row.createdAt.toISOString(),
  settledAt: row.settledAt?.toISOString() ?? null,
  failedAt: row.failedAt?.toISOString() ?? null,
});

export const disputeJson = (row: ListedDispute): Dispute => ({
  id: row.id,
  topUpId: row.topUpId,
  user: ownerOf(row),
  amount: usdJson(row.amount),
  status: row.status,
  reason: row.reason,
  evidenceDueAt: row.evidenceDueAt?.toISOString() ?? null,
  withheld: usdJson(row.withheld),
  fee: usdJson(row.fee),
  rechargeBlocked: row.rechargeBlocked,
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
});
