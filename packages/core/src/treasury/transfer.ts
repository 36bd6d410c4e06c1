/** How far a transfer is. */
export const transferStatuses = [
  'quoting',
  'swapping',
  'swapped',
  'depositing',
  'crossing',
  'burning',
  'paying_out',
  'completed',
  'refunded',
  'failed',
  'unclear',
] as const;
export type TransferStatus = (typeof transferStatuses)[number];
export const transferKinds = ['funding', 'deposit', 'withdrawal'] as const;
export type TransferKind = (typeof transferKinds)[number];

const finals: readonly TransferStatus[] = ['completed', 'refunded', 'failed'];
export const isFinal = (status: TransferStatus): boolean => finals.includes(status);

/** Where a transfer begins. */
export const firstStatus: Record<TransferKind, TransferStatus> = {
  funding: 'quoting',
  deposit: 'swapped',
  withdrawal: 'burning',
};

export type Step =
  | 'build_swap'
  | 'build_deposit'
  | 'await_signature'
  | 'submit'
  | 'observe_bridge'
  | 'observe_burn'
  | 'observe_payout'
  | 'nothing';

/** What is to be done next: `submission` is the one that is stored and not settled, if any. */
export function nextStep(status: TransferStatus, submission: { signed: boolean } | undefined): Step {
  switch (status) {
    case 'quoting':
      return 'build_swap';
    case 'swapped':
      return 'build_deposit';
    case 'swapping':
    case 'depositing':
      if (submission === undefined) return 'nothing';
      return submission.signed ? 'submit' : 'await_signature';
    case 'crossing':
      return 'observe_bridge';
    case 'burning':
      return 'observe_burn';
    case 'paying_out':
      return 'observe_payout';
    default:
      return 'nothing';
  }
}

/** What is certain about a transaction. */
export type Landing =
  | { kind: 'succeeded' }
  /** In a ledger, without effect but for its fee; or refused in a way that no repetition changes. */
  | { kind: 'failed'; code: string }
  /** It can never take effect: its time is over, or its sequence number is another's. */
  | { kind: 'expired' };

export const largestAttempts = 3;

/** Where a transfer goes after its swap. */
export function afterSwap(landing: Landing, { attempt, bridge }: { attempt: number; bridge: boolean }): TransferStatus {
  if (landing.kind === 'succeeded') return bridge ? 'swapped' : 'completed';
  const again = landing.kind === 'expired' || priceMoved(landing.code);
  return again && attempt < largestAttempts ? 'quoting' : 'failed';
}

/** Where a transfer goes after its payment to the bridge; what could not be sent stays on Stellar. */
export function afterDeposit(landing: Landing, { attempt }: { attempt: number }): TransferStatus {
  if (landing.kind === 'succeeded') return 'crossing';
  return landing.kind === 'expired' && attempt < largestAttempts ? 'swapped' : 'failed';
}

const priceMoved = (code: string): boolean => ['op_under_dest_min', 'op_over_source_max', 'tx_too_late'].includes(code);

/**
 * What a refusal at submission means. `dead`: never again. `look`: it may be in a ledger already, or its number is used.
 * `wait`: the same bytes may be taken later.
 */
export function judgeRejection(code: string): 'dead' | 'look' | 'wait' {
  if (code === 'tx_bad_seq' || code === 'tx_too_late') return 'look';
  if (code === 'tx_insufficient_fee' || code === 'tx_internal_error' || code === 'tx_too_early') return 'wait';
  return 'dead';
}

const sentences: Record<string, string> = {
  op_under_dest_min: 'The price moved past the limit, so nothing was exchanged.',
  op_over_source_max: 'The price moved past the limit, so nothing was exchanged.',
  op_too_few_offers: 'Nobody offered enough TFT.',
  op_cross_self: 'An offer of this account stood in the way. Withdraw it.',
  op_underfunded: 'The account holds too little.',
  op_no_trust: 'The account that should receive has no trustline.',
  op_src_no_trust: 'The account has no trustline for what it should send.',
  op_line_full: 'The trustline of the account that should receive is full.',
  op_no_destination: 'The account that should receive does not exist.',
  tx_insufficient_balance: 'The account holds too few lumens for the fee.',
  tx_bad_auth: 'The signature does not suit the account.',
  tx_no_source_account: 'The account does not exist on Stellar.',
  expired: 'Stellar did not take the transaction in time.',
};

/** A sentence for a result code. */
export const landingWords = (code: string): string => sentences[code] ?? `Stellar refused the transaction (${code}).`;

/** Memo by which the bridge finds the account on the chain. */
export const bridgeMemo = (twinId: number): string => `twin_${twinId}`;

/** After this it is told to the operator; the bridge usually takes a minute. */
export const slowBridgeMs = 600_000;
