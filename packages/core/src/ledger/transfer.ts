import type { AccountRef } from './account.ts';

export type TransferKind =
  | 'top_up'
  | 'hold'
  | 'hold_release'
  | 'usage'
  | 'refund'
  | 'correction'
  | 'credit'
  | 'credit_expired'
  | 'dispute'
  // Between a user and the provider whose node was down.
  | 'sla_credit'
  // At the card processor alone, on no statement of a person.
  | 'stripe_fee'
  | 'stripe_dispute'
  | 'stripe_payout'
  | PayoutTransferKind
  | TreasuryTransferKind;

/** Between a farm, a provider and the chain; none of them touches a customer's balance. */
export type PayoutTransferKind = 'earning' | 'earning_release' | 'payout_request' | 'payout' | 'payout_return';

/** The operator's own funds on their way from a bank to the chain. */
export type TreasuryTransferKind =
  | 'treasury_opening'
  | 'treasury_purchase'
  | 'treasury_arrival'
  | 'treasury_unexplained'
  | 'treasury_sale'
  | 'treasury_swap'
  | 'network_fee'
  | 'bridge_deposit'
  | 'bridge_mint'
  | 'bridge_refund'
  | 'bridge_burn'
  | 'bridge_payout'
  | 'bridge_return';

export interface Entry {
  account: AccountRef;
  /** 1e-7 of the account's asset; positive credits the account. Never zero. */
  units: bigint;
}

/** A movement of money as a value: nothing has happened until it is posted. */
export interface Transfer {
  kind: TransferKind;
  /** Names the transfer for ever: posting it twice moves money once. */
  idempotencyKey: string;
  /** When it happened in the world, milliseconds since the epoch; recording may come later. */
  eventAtMs: number;
  /** One sentence for the person's statement. */
  description: string;
  entries: Entry[];
  /** `enforce`: guarded accounts must not fall below zero. `may-owe`: they may. */
  floor: 'enforce' | 'may-owe';
  deploymentId?: string;
  topUpId?: string;
  details?: Record<string, unknown>;
}

/** Holds and their release move money between two accounts of one person: they are no statement lines. */
export const isStatementLine = (kind: TransferKind): boolean => kind !== 'hold' && kind !== 'hold_release';
