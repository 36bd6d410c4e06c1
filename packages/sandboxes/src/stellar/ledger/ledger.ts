import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from '../../clock.ts';
import { type History, openHistory } from '../history/history-store.ts';
import { recordTransaction } from '../history/record-transaction.ts';
import { type AppliedTransaction, applyTransaction, describeRefusal } from '../transactions/apply-transaction.ts';
import { outerHash, type SignedTransaction } from '../transactions/decode-transaction.ts';
import { type Circumstances, findRefusal } from '../transactions/validate-transaction.ts';
import { type ClosedLedger, closedLedger } from './closed-ledger.ts';
import { type EntryStore, openEntries } from './entry-store.ts';
import { createQueue, type Queued, type Settled, type Submission } from './queue.ts';
import { transact } from './transact.ts';
import type { NestedView, View } from './view.ts';

export interface LedgerOptions {
  state: DatabaseSync;
  clock: SandboxClock;
  /** Real milliseconds between ledgers. */
  ledgerMs: number;
  onFault(error: unknown): void;
}

/** The counter that holds the base fee. */
export const baseFeeCounter = 'baseFee';

export interface Ledger {
  readonly latest: ClosedLedger;
  readonly history: History;
  /** Stroops that an operation must bid at least. */
  readonly baseFee: bigint;
  /** The entries as they are; what is changed in it stays in it. */
  view(): View;
  modified: EntryStore['modified'];
  submit(transaction: SignedTransaction): Submission;
  /** Closes a ledger now, with what was submitted and with what `change` does outside transactions. */
  close(change?: (view: View) => void): void;
  /** Closes a ledger when the last one is older than the time between ledgers. */
  catchUp(): void;
  /** Called after each ledger. */
  onClose(listener: () => void): () => void;
  stop(): void;
}

/** The chain of ledgers: transactions wait for the next one, which closes soon after the first of them came. */
export function openLedger({ state, clock, ledgerMs, onFault }: LedgerOptions): Ledger {
  const entries = openEntries(state);
  const history = openHistory(state);
  const listeners = new Set<() => void>();
  const queue = createQueue();
  let latest = history.latestLedger() ?? { ...genesis, closeSeconds: Math.floor(clock.now() / 1000) };
  let closedAtMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const circumstances = (view: View): Circumstances => ({
    view,
    closeSeconds: BigInt(Math.max(Math.floor(clock.now() / 1000), latest.closeSeconds)),
    ledgerSequence: latest.sequence + 1,
    baseFee: baseFeeOf(view),
  });
  const close: Ledger['close'] = (change) => {
    clearTimeout(timer);
    timer = undefined;
    closedAtMs = performance.now();
    const view = entries.viewFor(latest.sequence + 1);
    const waiting = queue.take();
    try {
      const closed = transact(state, () => {
        const at = circumstances(view);
        const judged = waiting.map((queued) => judge(queued, at, onFault));
        change?.(view);
        const written = writeLedger({ history, view, at, previous: latest, judged });
        view.commit();
        return { judged, written };
      });
      latest = closed.written;
      for (const { queued, outcome } of closed.judged) queued.settle(outcome);
    } catch (error) {
      onFault(error);
      for (const { settle } of waiting) settle(undefined);
    }
    for (const listener of listeners) listener();
  };
  const ledger: Ledger = {
    get latest() {
      return latest;
    },
    history,
    get baseFee() {
      return baseFeeOf(ledger.view());
    },
    view: () => entries.viewFor(latest.sequence + 1),
    modified: entries.modified,
    submit(transaction) {
      const at = circumstances(ledger.view());
      const submission = queue.add(transaction, () => findRefusal(transaction, at), at.baseFee);
      if (submission.status === 'pending') timer ??= setTimeout(() => close(), Math.max(0, untilNext())).unref();
      return submission;
    },
    close,
    catchUp() {
      if (untilNext() <= 0 && timer === undefined) close();
    },
    onClose(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      clearTimeout(timer);
      listeners.clear();
      queue.take().forEach(({ settle }) => void settle(undefined));
    },
  };
  const untilNext = () => closedAtMs + ledgerMs - performance.now();
  return ledger;
}

const baseFeeOf = (view: View): bigint => view.get('counter', baseFeeCounter)?.value ?? 100n;

const genesis: ClosedLedger = {
  sequence: 1,
  hash: '0'.repeat(64),
  previousHash: '0'.repeat(64),
  closeSeconds: 0,
  successful: 0,
  failed: 0,
  operations: 0,
  allOperations: 0,
  baseFee: 100,
  totalCoins: '0',
  feePool: '0',
  headerXdr: '',
};

interface Judged {
  queued: Queued;
  applied?: AppliedTransaction;
  outcome: Settled;
}

/** Applies a waiting transaction, unless by now it may not enter the ledger. */
function judge(queued: Queued, at: Circumstances, onFault: (error: unknown) => void): Judged {
  const { transaction } = queued;
  const refuse = (refusal: Parameters<typeof describeRefusal>[1]): Judged => ({
    queued,
    outcome: { included: false, ...describeRefusal(transaction, refusal, at.baseFee) },
  });
  const view = at.view.nest();
  try {
    const refusal = findRefusal(transaction, { ...at, view });
    if (refusal !== undefined) return refuse(refusal);
    const applied = applyTransaction(transaction, { ...at, view });
    view.commit();
    return { queued, applied, outcome: { included: true } };
  } catch (error) {
    onFault(error);
    return refuse({ reason: 'internalError', outer: false });
  }
}

function writeLedger(contents: {
  history: History;
  view: NestedView;
  at: Circumstances;
  previous: ClosedLedger;
  judged: Judged[];
}): ClosedLedger {
  const { history, view, at, previous, judged } = contents;
  const applied = judged.flatMap((each) => each.applied ?? []);
  const ledger = closedLedger({
    previous,
    closeSeconds: Number(at.closeSeconds),
    transactions: applied.map(({ transaction, resultXdr, successful }) => ({
      hash: outerHash(transaction),
      resultXdr,
      successful,
      operations: transaction.operations.length,
    })),
    baseFee: at.baseFee,
    feePool: view.get('counter', 'feePool')?.value ?? 0n,
    lastId: view.get('counter', 'offers')?.value ?? 0n,
  });
  history.addLedger(ledger);
  const pools = new Map([...view.all('pool').values()].map((pool) => [pool.id, pool]));
  const surroundings = { history, ledger, poolOf: (id: string) => pools.get(id) };
  for (const [index, each] of applied.entries()) recordTransaction(each, index + 1, surroundings);
  return ledger;
}
