import type { Dispute, OperatorTopUp, Refund, StripeEventSummary } from '@marketplace/contract';
import { toUnits } from '../ui/money.ts';
import type { Status } from '../ui/status-badge.tsx';

const topUpStatuses: Record<OperatorTopUp['status'], Status> = {
  requires_payment: { family: 'off', shape: 'square', word: 'Not paid' },
  requires_action: { family: 'off', shape: 'square', word: 'Waits for the bank' },
  processing: { family: 'busy', shape: 'arc', word: 'Processing' },
  succeeded: { family: 'ok', shape: 'disc', word: 'Paid' },
  failed: { family: 'off', shape: 'struck', word: 'Failed' },
  cancelled: { family: 'off', shape: 'struck', word: 'Cancelled' },
};

/** How a top-up stands, what went back of it included. */
export function topUpStatus({ status, disputed, refunded, amount }: OperatorTopUp): Status {
  if (disputed) return { family: 'bad', shape: 'octagon', word: 'Disputed' };
  const back = toUnits(refunded.amount);
  if (back === 0n) return topUpStatuses[status];
  return { family: 'off', shape: 'ring', word: back === toUnits(amount.amount) ? 'Refunded' : 'Partly refunded' };
}

export const refundStatuses: Record<Refund['status'], Status> = {
  requested: { family: 'busy', shape: 'arc', word: 'Asked of Stripe' },
  pending: { family: 'busy', shape: 'arc', word: 'With the bank' },
  succeeded: { family: 'ok', shape: 'disc', word: 'Refunded' },
  refused: { family: 'bad', shape: 'octagon', word: 'Refused by Stripe' },
  failed: { family: 'bad', shape: 'octagon', word: 'Came back' },
};

export const disputeStatuses: Record<Dispute['status'], Status> = {
  inquiry: { family: 'warn', shape: 'triangle', word: 'Inquiry' },
  needs_response: { family: 'bad', shape: 'octagon', word: 'Needs an answer' },
  under_review: { family: 'busy', shape: 'arc', word: 'With the bank' },
  won: { family: 'ok', shape: 'disc', word: 'Won' },
  lost: { family: 'off', shape: 'struck', word: 'Lost' },
  closed: { family: 'off', shape: 'struck', word: 'Closed' },
};

export const eventStates: Record<StripeEventSummary['state'], Status> = {
  open: { family: 'busy', shape: 'arc', word: 'Waits' },
  done: { family: 'ok', shape: 'disc', word: 'Done' },
  ignored: { family: 'off', shape: 'ring', word: 'Not for us' },
  unreadable: { family: 'bad', shape: 'octagon', word: 'Unreadable' },
};
