import { type AppliedTransaction, describeRefusal } from '../transactions/apply-transaction.ts';
import { outerHash, type SignedTransaction } from '../transactions/decode-transaction.ts';
import type { Refusal } from '../transactions/validate-transaction.ts';

/** What became of a waiting transaction; undefined when the sandbox stopped before it was decided. */
export type Settled =
  | { included: true }
  | ({ included: false } & Pick<AppliedTransaction, 'resultXdr' | 'resultCodes'>)
  | undefined;

/** What the network says when a transaction is handed in. */
export type Submission =
  | { status: 'pending' | 'duplicate'; settled: Promise<Settled> }
  /** Its account has another one waiting: hand it in again later. */
  | { status: 'tryAgainLater' }
  | ({ status: 'refused' } & Pick<AppliedTransaction, 'resultXdr' | 'resultCodes'>);

export interface Queued {
  transaction: SignedTransaction;
  settle(outcome: Settled): void;
}

/** Transactions that wait for the next ledger: at most one of each account. */
export function createQueue() {
  const waiting = new Map<string, Queued & { settled: Promise<Settled> }>();
  return {
    add(transaction: SignedTransaction, findRefusal: () => Refusal | undefined, baseFee: bigint): Submission {
      const hash = outerHash(transaction);
      const known = waiting.get(hash);
      if (known) return { status: 'duplicate', settled: known.settled };
      const { account } = transaction.source;
      if ([...waiting.values()].some((other) => other.transaction.source.account === account)) {
        return { status: 'tryAgainLater' };
      }
      const refusal = findRefusal();
      if (refusal) return { status: 'refused', ...describeRefusal(transaction, refusal, baseFee) };
      const { promise: settled, resolve: settle } = Promise.withResolvers<Settled>();
      waiting.set(hash, { transaction, settle, settled });
      return { status: 'pending', settled };
    },
    take(): Queued[] {
      const taken = [...waiting.values()];
      waiting.clear();
      return taken;
    },
  };
}
