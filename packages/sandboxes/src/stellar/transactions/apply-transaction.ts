import { least } from '../ledger/amounts.ts';
import { native } from '../ledger/assets.ts';
import { changeBalance, mustGetAccount } from '../ledger/holdings.ts';
import type { View } from '../ledger/view.ts';
import { applyOperation } from '../operations/apply-operation.ts';
import { horizonWord } from '../operations/failures.ts';
import type { Outcome } from '../operations/outcome.ts';
import { feePayer, type SignedTransaction } from './decode-transaction.ts';
import { operationResultXdr, untouchedResultXdr } from './operation-result-xdr.ts';
import { type InnerHash, operationsResultXdr, refusalResultXdr } from './transaction-result-xdr.ts';
import { type Circumstances, minimumFee, type Refusal, refusalWords } from './validate-transaction.ts';

/** Horizon's `result_codes`. */
export interface ResultCodes {
  transaction: string;
  inner_transaction?: string;
  operations?: string[];
}

export interface AppliedTransaction {
  transaction: SignedTransaction;
  successful: boolean;
  feeCharged: bigint;
  outcomes: Outcome[];
  resultXdr: string;
  resultCodes: ResultCodes;
}

/**
 * Carries a valid transaction out. Fee and sequence number are used up whatever becomes of it; its operations take effect
 * together or not at all.
 */
export function applyTransaction(transaction: SignedTransaction, at: Circumstances): AppliedTransaction {
  const { view } = at;
  const bid = (transaction.feeBump ?? transaction).fee;
  const feeCharged = least(bid, minimumFee(transaction, at.baseFee));
  changeBalance(view, feePayer(transaction), native, -feeCharged);
  addToCounter(view, 'feePool', feeCharged);
  useSequence(transaction, at);

  const attempt = view.nest();
  const ledger = { sequence: at.ledgerSequence, closeSeconds: Number(at.closeSeconds) };
  const outcomes = transaction.operations.map((operation) => {
    const source = operation.source?.account ?? transaction.source.account;
    return applyEither({ view: attempt, source, ledger }, operation);
  });
  const successful = outcomes.every(({ ok }) => ok);
  if (successful) attempt.commit();
  const results = outcomes.map(operationResultXdr);
  return {
    transaction,
    successful,
    feeCharged,
    outcomes,
    resultXdr: operationsResultXdr(feeCharged, successful, results, innerHashOf(transaction)),
    resultCodes: codesOf(transaction, successful ? 'tx_success' : 'tx_failed', outcomes.map(wordOf)),
  };
}

/** A later operation sees what an earlier one did, but nothing that a failed one left half done. */
function applyEither(ground: Parameters<typeof applyOperation>[0], operation: Parameters<typeof applyOperation>[1]) {
  const view = ground.view.nest();
  const outcome = applyOperation({ ...ground, view }, operation);
  if (outcome.ok) view.commit();
  return outcome;
}

/** What the submitter of a refused transaction is told. */
export function describeRefusal(
  transaction: SignedTransaction,
  refusal: Refusal,
  baseFee: bigint,
): Pick<AppliedTransaction, 'resultXdr' | 'resultCodes'> {
  const inner = innerHashOf(transaction);
  const bid = (transaction.feeBump ?? transaction).fee;
  const feeCharged = least(bid, minimumFee(transaction, baseFee));
  if ('outcome' in refusal) {
    const { failedOperation, outcome } = refusal;
    const at = (index: number) => index === failedOperation;
    const results = transaction.operations.map(({ type }, index) =>
      at(index) ? operationResultXdr(outcome) : untouchedResultXdr(type),
    );
    const words = transaction.operations.map((_, index) => (at(index) ? wordOf(outcome) : 'op_success'));
    return {
      resultXdr: operationsResultXdr(feeCharged, false, results, inner),
      resultCodes: codesOf(transaction, 'tx_failed', words),
    };
  }
  const word = refusalWords[refusal.reason];
  return {
    resultXdr: refusalResultXdr(refusal.neededFee ?? feeCharged, refusal, inner),
    resultCodes: refusal.outer ? { transaction: word } : codesOf(transaction, word),
  };
}

function codesOf({ feeBump }: SignedTransaction, word: string, operations?: string[]): ResultCodes {
  if (feeBump === undefined) return { transaction: word, ...(operations && { operations }) };
  const outer = word === 'tx_success' ? 'tx_fee_bump_inner_success' : 'tx_fee_bump_inner_failed';
  return { transaction: outer, inner_transaction: word, ...(operations && { operations }) };
}

const wordOf = (outcome: Outcome): string => (outcome.ok ? 'op_success' : horizonWord(outcome.reason));

const innerHashOf = ({ feeBump, hashBytes }: SignedTransaction): InnerHash =>
  feeBump === undefined ? {} : { innerHash: hashBytes };

function useSequence(
  { source, sequence }: SignedTransaction,
  { view, ledgerSequence, closeSeconds }: Circumstances,
): void {
  view.put('account', source.account, {
    ...mustGetAccount(view, source.account),
    sequence,
    sequenceLedger: ledgerSequence,
    sequenceTime: Number(closeSeconds),
  });
}

function addToCounter(view: View, counter: string, amount: bigint): void {
  view.put('counter', counter, { value: (view.get('counter', counter)?.value ?? 0n) + amount });
}
