import { type SystemKind, system } from './account.ts';
import type { Transfer } from './transfer.ts';

/** A change of the balance at the card processor that concerns no customer's balance; its id names the transfer. */
export interface StripeMovement {
  transactionId: string;
  units: bigint;
  eventAtMs: number;
  description: string;
}

/** A fee that the card processor took from our balance there. */
export const stripeFeeTransfer = (fee: StripeMovement & { of: 'stripe_fees' | 'dispute_fees' }): Transfer =>
  atStripe('stripe_fee', `stripe-fee:${fee.transactionId}`, fee.of, { ...fee, units: -fee.units });

/** Money that a bank took back (negative) or gave back, meeting what was withheld from the customer. */
export const stripeDisputeTransfer = (movement: StripeMovement): Transfer =>
  atStripe('stripe_dispute', `stripe-dispute:${movement.transactionId}`, 'disputed', movement);

/** Money that went to the operator's bank account (negative), or came back from it. */
export const stripePayoutTransfer = (movement: StripeMovement): Transfer =>
  atStripe('stripe_payout', `stripe-payout:${movement.transactionId}`, 'bank', movement);

/** `units`: by how much our balance at the card processor grew; its clearing account falls by as much. */
function atStripe(kind: Transfer['kind'], key: string, other: SystemKind, movement: StripeMovement): Transfer {
  return {
    kind,
    idempotencyKey: key,
    eventAtMs: movement.eventAtMs,
    description: movement.description,
    floor: 'may-owe',
    details: { stripeTransaction: movement.transactionId },
    entries: [
      { account: system('stripe_clearing'), units: -movement.units },
      { account: system(other), units: movement.units },
    ],
  };
}
