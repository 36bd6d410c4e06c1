import type { TopUpStatus } from './top-up.ts';

/** Why a top-up was ended without a payment. */
export type CancelReason = 'requested' | 'not_finished';

/** A top-up that waits for its owner is given up after this long. */
export const UNFINISHED_MS = 24 * 3_600_000;

/** Whether it still waits for its owner, so that it can be given up. */
export const isUnfinished = (status: TopUpStatus): boolean =>
  status === 'requires_payment' || status === 'requires_action' || status === 'failed';

/** Whether its owner may cancel it: while the bank works on it or after it was paid, nobody can. */
export const mayCancel = (status: TopUpStatus): boolean => isUnfinished(status) || status === 'cancelled';

/** What becomes of a top-up whose payment was cancelled: one that had been declined keeps saying so when it is only given up. */
export const statusAfterCancel = (from: TopUpStatus, reason: CancelReason | undefined): TopUpStatus =>
  from === 'failed' && reason !== 'requested' ? 'failed' : 'cancelled';
