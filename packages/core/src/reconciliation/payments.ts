import { writeDollars } from '../money/index.ts';
import type { Finding } from './finding.ts';

/** So long what Stripe told may be on its way to us. */
export const ON_THE_WAY_MS = 3_600_000;

/** One payment by Stripe's books and by ours; undefined where a side does not know it. Units of USD. */
export interface PaymentPair {
  paymentIntentId: string;
  stripe: { paidUnits: bigint; refundedUnits: bigint; latestMs: number } | undefined;
  ours: { topUpId: string; creditedUnits: bigint; refundedUnits: bigint; latestMs: number } | undefined;
}

export interface PaymentComparison {
  findings: Finding[];
  /** What Stripe has more of than we, and may still be told. */
  onTheWayUnits: bigint;
}

/** Payments on which the books differ; fresh differences are on their way, older ones are findings. */
export function comparePayments(pairs: readonly PaymentPair[], nowMs: number): PaymentComparison {
  const findings: Finding[] = [];
  let onTheWayUnits = 0n;
  for (const pair of pairs) {
    const { stripe, ours } = pair;
    const found = differences(pair);
    if (found.length === 0) continue;
    const latest = Math.max(stripe?.latestMs ?? 0, ours?.latestMs ?? 0);
    if (nowMs - latest >= ON_THE_WAY_MS) findings.push(...found);
    else
      onTheWayUnits += (stripe ? netOf(stripe.paidUnits, stripe) : 0n) - (ours ? netOf(ours.creditedUnits, ours) : 0n);
  }
  return { findings, onTheWayUnits };
}

const netOf = (inUnits: bigint, { refundedUnits }: { refundedUnits: bigint }) => inUnits - refundedUnits;

function differences({ paymentIntentId: subject, stripe, ours }: PaymentPair): Finding[] {
  if (!ours) {
    // Given back in full: nobody is short of anything.
    if (!stripe || stripe.paidUnits === stripe.refundedUnits) return [];
    const found = `${writeDollars(stripe.paidUnits - stripe.refundedUnits)} at Stripe, credited to nobody`;
    return [{ kind: 'payment_not_credited', subject, expected: 'a credited top-up', found }];
  }
  const details = { topUpId: ours.topUpId };
  if (!stripe) {
    const found = `${writeDollars(ours.creditedUnits)} credited, no payment at Stripe`;
    return [{ kind: 'credit_without_payment', subject, expected: 'a payment at Stripe', found, details }];
  }
  const pairOf = (kind: Finding['kind'], atStripe: bigint, here: bigint): Finding[] =>
    atStripe === here
      ? []
      : [
          {
            kind,
            subject,
            expected: `${writeDollars(atStripe)} at Stripe`,
            found: `${writeDollars(here)} here`,
            details,
          },
        ];
  return [
    ...pairOf('payment_amount_differs', stripe.paidUnits, ours.creditedUnits),
    ...pairOf('refund_differs', stripe.refundedUnits, ours.refundedUnits),
  ];
}
