import { saveComparison, saveFailure } from '../../postgres/reconciliation.ts';
import type { ReconciliationSource } from '../../postgres/schema/reconciliation.ts';
import { compareChain } from './compare-chain.ts';
import { compareLedger } from './compare-ledger.ts';
import { compareStripe } from './compare-stripe.ts';
import { compareTreasury } from './compare-treasury.ts';
import type { Comparison, ComparisonParts } from './comparison.ts';

const comparisons: Record<ReconciliationSource, (parts: ComparisonParts) => Promise<Comparison>> = {
  stripe: compareStripe,
  chain: compareChain,
  ledger: compareLedger,
  treasury: compareTreasury,
};

/** Compares one source and keeps what it found. An outside that does not answer leaves the source unknown, not green. */
export async function runComparison(parts: ComparisonParts, source: ReconciliationSource): Promise<void> {
  const { store, clock, newId, log } = parts;
  try {
    const compared = await comparisons[source](parts);
    await store.transaction((tx) => saveComparison(tx, { source, ...compared, now: clock.now(), newId }));
  } catch (error) {
    log.warn({ err: error, source }, 'a comparison did not come to its end; it will be repeated');
    await saveFailure(store.db, source, error instanceof Error ? error.message : String(error), clock.now());
  }
}
