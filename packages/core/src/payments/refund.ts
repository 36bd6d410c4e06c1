import { formatUnits, maxOf, parseUnits } from '../money/index.ts';
import { type Refusal, refuse } from '../refusal/index.ts';
import { UNITS_PER_CENT } from './top-up.ts';

/** `requested`: written down, the card processor was not heard of yet. `refused`: it will never exist. */
export type RefundStatus = 'requested' | 'refused' | 'pending' | 'succeeded' | 'failed';

/** A payment as far as giving it back is concerned, units of USD. */
export interface RefundablePayment {
  settled: boolean;
  paidUnits: bigint;
  /** Gone back to the card. */
  refundedUnits: bigint;
  /** Asked for and not yet known to exist. */
  underWayUnits: bigint;
  disputed: boolean;
}

/** What can still go back to the card: card money only, and never while its bank demands it back anyway. */
export const refundableUnits = (payment: RefundablePayment): bigint =>
  payment.settled && !payment.disputed
    ? maxOf(payment.paidUnits - payment.refundedUnits - payment.underWayUnits, 0n)
    : 0n;

export type RefundRefusal = Refusal<'validation_failed' | 'top_up_not_refundable' | 'refund_exceeds_payment'>;

/** The amount of a refund, all that is left without one. Whole cents, and never more than was paid and not given back. */
export function acceptRefund(amount: string | undefined, payment: RefundablePayment): bigint | RefundRefusal {
  if (!payment.settled)
    return refuse('top_up_not_refundable', 'This top-up was never paid: there is nothing to refund.');
  if (payment.disputed) {
    return refuse(
      'top_up_not_refundable',
      'The bank of this card demands the payment back in a dispute; it cannot be refunded on top.',
    );
  }
  const left = refundableUnits(payment);
  const units = amount === undefined ? left : parseUnits(amount);
  if (units === undefined || units < 0n || (units === 0n && amount !== undefined) || units % UNITS_PER_CENT !== 0n)
    return wrongAmount('must be whole cents above zero, such as "12.50"');
  if (units === 0n || units > left) {
    return refuse(
      'refund_exceeds_payment',
      left === 0n
        ? 'All of this payment was refunded already, or is about to be.'
        : `At most ${formatUnits(left).slice(0, -5)} USD of this payment can still be refunded.`,
      {
        refundable: { currency: 'USD', amount: formatUnits(left) },
        errors: [{ path: 'amount.amount', message: `must be at most ${formatUnits(left).slice(0, -5)}` }],
      },
    );
  }
  return units;
}

const wrongAmount = (message: string) =>
  refuse('validation_failed', `The amount ${message}.`, { errors: [{ path: 'amount.amount', message }] });

/** A refund as the card processor tells of it. */
export interface RefundNews {
  status: 'pending' | 'succeeded' | 'failed';
  amountUnits: bigint;
}

export interface RefundState {
  status: RefundStatus;
  /** By how much the customer's balance has fallen for it. */
  bookedUnits: bigint;
}

/** Later news outrank earlier ones; what came back never leaves again. */
const rank: Record<RefundStatus, number> = { requested: 0, refused: 0, pending: 1, succeeded: 2, failed: 3 };

/**
 * Takes news of one refund, in any order and any number of times. `deltaUnits` is what the ledger moves: the amount when
 * the refund is first known to exist, minus as much when it failed, and nothing otherwise.
 */
export function takeRefundNews(state: RefundState, news: RefundNews): RefundState & { deltaUnits: bigint } {
  if (rank[news.status] <= rank[state.status]) return { ...state, deltaUnits: 0n };
  const bookedUnits = news.status === 'failed' ? 0n : news.amountUnits;
  return { status: news.status, bookedUnits, deltaUnits: bookedUnits - state.bookedUnits };
}
