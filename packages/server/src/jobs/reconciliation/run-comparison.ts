import type { Finding } from '@marketplace/core/reconciliation';
import type { Clock } from '../../clock.ts';
import type { NewId } from '../../ids.ts';
import type { Logger } from '../../log.ts';
import { saveComparison, saveFailure } from '../../postgres/reconciliation.ts';
import type { ReconciliationSource } from '../../postgres/schema/reconciliation.ts';
import type { Store } from '../../postgres/store.ts';
import type { StripeGateway } from '../../stripe/gateway.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import type { Treasury } from '../../treasury.ts';
import { compareChain } from './compare-chain.ts';
import { compareLedger } from './compare-ledger.ts';
import { compareStripe } from './compare-stripe.ts';
import { compareTreasury } from './compare-treasury.ts';

export interface ComparisonParts {
  store: Store;
  stripe: StripeGateway;
  chain: Tfchain;
  treasury: Treasury;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

export interface Comparison {
  findings: Finding[];
  /** Sums and counts that the page shows; units as decimal text. */
  facts: Record<string, string | number>;
  cursorAt?: Date;
}

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
