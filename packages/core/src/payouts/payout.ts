/**
 * A payout is `pending` from the request to the run that takes it, `sending` while its transfer is on the way, then `paid`
 * or `returned`. `unclear`: the chain took a transaction with its number, and no node we ask still knows which.
 */
export const payoutStatuses = ['pending', 'sending', 'unclear', 'paid', 'returned'] as const;
export type PayoutStatus = (typeof payoutStatuses)[number];

export const isSettled = (status: PayoutStatus): boolean => status === 'paid' || status === 'returned';
