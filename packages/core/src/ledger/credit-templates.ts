import { availableOf, system } from './account.ts';
import type { Transfer } from './transfer.ts';

export interface CreditPosting {
  creditId: string;
  userId: string;
  units: bigint;
  eventAtMs: number;
  description: string;
  details?: Record<string, unknown>;
}

/** The operator gives credit: by hand or through a coupon. */
export const creditTransfer = (credit: CreditPosting): Transfer => promotional('credit', credit, credit.units);

/** What was not spent by its end goes back to the operator; it was never the customer's money. */
export const creditExpiredTransfer = (credit: CreditPosting): Transfer =>
  promotional('credit_expired', credit, -credit.units);

function promotional(kind: 'credit' | 'credit_expired', credit: CreditPosting, units: bigint): Transfer {
  return {
    kind,
    idempotencyKey: `${kind === 'credit' ? 'credit' : 'credit-expired'}:${credit.creditId}`,
    eventAtMs: credit.eventAtMs,
    description: credit.description,
    floor: 'may-owe',
    ...(credit.details ? { details: credit.details } : {}),
    entries: [
      { account: system('promotions'), units: -units },
      { account: availableOf(credit.userId), units },
    ],
  };
}
