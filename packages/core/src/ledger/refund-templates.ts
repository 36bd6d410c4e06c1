import { availableOf, system } from './account.ts';
import type { Transfer } from './transfer.ts';

export interface RefundPosting {
  /** The card processor's id of the refund: one refund moves money once, and comes back at most once. */
  refundId: string;
  topUpId: string;
  userId: string;
  /** What moves: positive takes from the balance, negative gives back what did not arrive. */
  units: bigint;
  eventAtMs: number;
  description: string;
  details?: Record<string, unknown>;
}

/** Money goes back to the card, even if it was spent: the rest is owed. A refund that failed comes back the same way. */
export function refundTransfer(refund: RefundPosting): Transfer {
  const back = refund.units < 0n;
  return {
    kind: 'refund',
    idempotencyKey: `${back ? 'refund-failed' : 'refund'}:${refund.refundId}`,
    eventAtMs: refund.eventAtMs,
    description: refund.description,
    floor: 'may-owe',
    topUpId: refund.topUpId,
    ...(refund.details ? { details: refund.details } : {}),
    entries: [
      { account: availableOf(refund.userId), units: -refund.units },
      { account: system('stripe_clearing'), units: refund.units },
    ],
  };
}

export interface DisputePosting {
  disputeId: string;
  topUpId: string;
  userId: string;
  /** How many postings this dispute had before: names this one. */
  posting: number;
  /** What is withheld more, or less when negative. */
  units: bigint;
  eventAtMs: number;
  description: string;
  details?: Record<string, unknown>;
}

/** What a bank demands back is withheld from the balance, even if it was spent, and given back when the dispute is won. */
export function disputeTransfer(dispute: DisputePosting): Transfer {
  return {
    kind: 'dispute',
    idempotencyKey: `dispute:${dispute.disputeId}:${dispute.posting}`,
    eventAtMs: dispute.eventAtMs,
    description: dispute.description,
    floor: 'may-owe',
    topUpId: dispute.topUpId,
    ...(dispute.details ? { details: dispute.details } : {}),
    entries: [
      { account: availableOf(dispute.userId), units: -dispute.units },
      { account: system('disputed'), units: dispute.units },
    ],
  };
}
