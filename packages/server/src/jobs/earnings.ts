import type { Clock } from '../clock.ts';
import { closeDays, postEarnings, releaseEarnings } from '../postgres/earnings.ts';
import { readSettings } from '../postgres/settings.ts';
import type { Store, Tx } from '../postgres/store.ts';

/** Earnings that one transaction posts at most. */
const AT_ONCE = 100;

/**
 * Brings what providers earned up to the present: closes days, puts their shares on hold, and makes payable what was held
 * long enough. Every part may stop anywhere and be repeated.
 */
export async function settleEarnings({ store, clock }: { store: Store; clock: Clock }): Promise<void> {
  const now = clock.now();
  const { payoutHoldDays: holdDays } = (await readSettings(store.db)).providers;
  const untilNone = async (work: (tx: Tx) => Promise<number>) => {
    while ((await store.transaction(work)) > 0);
  };
  await untilNone((tx) => closeDays(tx, { now, holdDays }));
  await untilNone((tx) => postEarnings(tx, now, AT_ONCE));
  await untilNone((tx) => releaseEarnings(tx, now, AT_ONCE));
}
