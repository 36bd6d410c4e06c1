import { divideUp } from '../ledger/amounts.ts';
import { native } from '../ledger/assets.ts';
import { payable } from '../ledger/holdings.ts';
import type { View } from '../ledger/view.ts';
import { checkOperation } from '../operations/check-operation.ts';
import { OperationFailure } from '../operations/failures.ts';
import type { Outcome } from '../operations/outcome.ts';
import { feePayer, type SignedTransaction } from './decode-transaction.ts';
import { createSignatureCheck, thresholdOf } from './signatures.ts';

/** Why a transaction may not enter a ledger, with Horizon's word for each. */
export const refusalWords = {
  tooEarly: 'tx_too_early',
  tooLate: 'tx_too_late',
  missingOperation: 'tx_missing_operation',
  badSequence: 'tx_bad_seq',
  badAuth: 'tx_bad_auth',
  badAuthExtra: 'tx_bad_auth_extra',
  insufficientBalance: 'tx_insufficient_balance',
  noAccount: 'tx_no_source_account',
  insufficientFee: 'tx_insufficient_fee',
  internalError: 'tx_internal_error',
  notSupported: 'tx_not_supported',
} as const;
export type RefusalReason = keyof typeof refusalWords;

export type Refusal =
  /** `outer`: it is the envelope of the fee payer that is wrong. */
  | { reason: RefusalReason; outer: boolean; neededFee?: bigint }
  /** One operation can never succeed. */
  | { failedOperation: number; outcome: Outcome };

export interface Circumstances {
  view: View;
  closeSeconds: bigint;
  ledgerSequence: number;
  /** Stroops that each operation must bid at least. */
  baseFee: bigint;
}

class Refused extends Error {
  readonly reason: RefusalReason;
  readonly outer: boolean;
  readonly neededFee?: bigint;

  constructor(reason: RefusalReason, more: { outer?: boolean; neededFee?: bigint } = {}) {
    super(reason);
    this.reason = reason;
    this.outer = more.outer ?? false;
    this.neededFee = more.neededFee;
  }
}

/** Whether the transaction may enter the next ledger; the checks come in the network's order. */
export function findRefusal(transaction: SignedTransaction, at: Circumstances): Refusal | undefined {
  try {
    if (transaction.feeBump !== undefined) checkFeeBump(transaction, transaction.feeBump, at);
    checkConditions(transaction, at);
    return checkAuthority(transaction, at);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { reason, outer, neededFee } = error;
    return { reason, outer, neededFee };
  }
}

/** The most that can be charged for a transaction at this base fee. */
export function minimumFee({ operations, feeBump }: SignedTransaction, baseFee: bigint): bigint {
  return baseFee * BigInt(operations.length + (feeBump ? 1 : 0));
}

function checkFeeBump(
  transaction: SignedTransaction,
  bump: NonNullable<SignedTransaction['feeBump']>,
  { view, baseFee }: Circumstances,
): void {
  const outer = true;
  const minimum = minimumFee(transaction, baseFee);
  if (bump.fee < minimum) throw new Refused('insufficientFee', { outer, neededFee: minimum });
  const operations = BigInt(transaction.operations.length);
  // The payer must bid at least as much for each operation as the transaction itself.
  if (bump.fee * operations < transaction.fee * (operations + 1n)) {
    const neededFee = divideUp(transaction.fee * (operations + 1n), operations || 1n);
    throw new Refused('insufficientFee', { outer, neededFee });
  }
  const { account } = bump.source;
  const entry = view.get('account', account);
  if (entry === undefined) throw new Refused('noAccount', { outer });
  const signatures = createSignatureCheck(bump.hashBytes, bump.signatures);
  if (!signatures.isEnough(account, entry, 'low')) throw new Refused('badAuth', { outer });
  if (payable(view, account, native) < bump.fee) throw new Refused('insufficientBalance', { outer });
  if (!signatures.allUsed()) throw new Refused('badAuthExtra', { outer });
}

function checkConditions(
  transaction: SignedTransaction,
  { closeSeconds, ledgerSequence, baseFee }: Circumstances,
): void {
  const { timeBounds, ledgerBounds, operations, fee, feeBump } = transaction;
  if (!transaction.supported) throw new Refused('notSupported');
  if (closeSeconds < (timeBounds?.minSeconds ?? 0n) || ledgerSequence < (ledgerBounds?.min ?? 0)) {
    throw new Refused('tooEarly');
  }
  if (timeBounds && timeBounds.maxSeconds > 0n && closeSeconds > timeBounds.maxSeconds) throw new Refused('tooLate');
  if (ledgerBounds && ledgerBounds.max > 0 && ledgerSequence >= ledgerBounds.max) throw new Refused('tooLate');
  if (operations.length === 0) throw new Refused('missingOperation');
  const minimum = minimumFee({ ...transaction, feeBump: undefined }, baseFee);
  if (!feeBump && fee < minimum) throw new Refused('insufficientFee', { neededFee: minimum });
}

function checkAuthority(transaction: SignedTransaction, { view }: Circumstances): Refusal | undefined {
  const { source, sequence, operations, fee, feeBump } = transaction;
  const entry = view.get('account', source.account);
  if (entry === undefined) throw new Refused('noAccount');
  if (sequence !== entry.sequence + 1n) throw new Refused('badSequence');
  const signatures = createSignatureCheck(transaction.hashBytes, transaction.signatures);
  if (!signatures.isEnough(source.account, entry, 'low')) throw new Refused('badAuth');
  if (!feeBump && payable(view, feePayer(transaction), native) < fee) throw new Refused('insufficientBalance');
  for (const [index, operation] of operations.entries()) {
    const account = operation.source?.account ?? source.account;
    try {
      checkOperation(operation, account);
      const threshold = operation.type === 'unsupported' ? 'medium' : thresholdOf(operation);
      // An account that this transaction makes first signs with its own key; it is judged again when applied.
      if (!signatures.isEnough(account, view.get('account', account), threshold)) throw new OperationFailure('badAuth');
    } catch (error) {
      if (!(error instanceof OperationFailure)) throw error;
      const outcome: Outcome = { ok: false, type: operation.type, reason: error.reason };
      return { failedOperation: index, outcome };
    }
  }
  if (!signatures.allUsed()) throw new Refused('badAuthExtra');
  return undefined;
}
