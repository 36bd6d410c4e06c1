import type { Clock } from '../../clock.ts';
import type { NewId } from '../../ids.ts';
import type { Logger } from '../../log.ts';
import { nextCrossing, peopleToReview, usageChargedAfter } from '../../postgres/balance-watch.ts';
import { dropJobLease, takeJobLease } from '../../postgres/jobs.ts';
import { readSettings } from '../../postgres/settings.ts';
import { settledTopUp } from '../../postgres/settled-top-ups.ts';
import type { Store } from '../../postgres/store.ts';
import { monthOf } from '../../time-words.ts';
import { billUsage } from '../billing.ts';
import { reviewPerson } from './review-person.ts';

export interface SpendingParts {
  store: Store;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

/** While one process goes through the hours, others wait; a process that died holds them up for this long. Machine time. */
const LEASE_MS = 15_000;
const LOOK_MS = 100;

/**
 * Charges every closed hour, then judges every balance. After an outage, or a jump of the clock, it stops at each hour at
 * which somebody would have been warned or suspended and does that first: what happens and is told is the same as with a
 * tick in each hour. One process at a time, or one would charge what the other is about to stop.
 */
export async function billAndReview(parts: SpendingParts): Promise<void> {
  const { store, clock, newId } = parts;
  const now = clock.now();
  const holder = newId(clock.machine());
  const take = () => takeJobLease(store.db, 'billing', holder, clock.machine(), LEASE_MS);
  const patience = clock.machine().getTime() + LEASE_MS;
  while (!(await take())) {
    if (clock.machine().getTime() > patience) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  try {
    const { billing } = await readSettings(store.db);
    let after = new Date(0);
    for (;;) {
      const at = await nextCrossing(store.db, { after, now, warnHours: billing.warnHours });
      if (!at) break;
      if (!(await take())) return;
      await billUsage(parts, { until: at });
      await reviewBalances(parts, at);
      after = at;
    }
    await billUsage(parts);
    await reviewBalances(parts, now);
  } finally {
    await dropJobLease(store.db, 'billing', holder);
  }
}

/** Judges everybody for whom something may have to change, as of a time; each in a transaction of their own. */
async function reviewBalances(parts: SpendingParts, at: Date): Promise<void> {
  const { store, clock, newId, log } = parts;
  const settings = await readSettings(store.db);
  const people = await peopleToReview(store.db, { warnHours: settings.billing.warnHours, month: monthOf(at) });
  for (const userId of people) {
    try {
      await store.transaction((tx) => reviewPerson(tx, { userId, at, now: clock.now(), newId, settings }));
    } catch (error) {
      // One person's fault must not keep everybody else from being warned.
      log.error({ err: error, userId }, 'a balance could not be reviewed; the next tick tries again');
    }
  }
}

/**
 * Judges the person of a top-up that has just settled. An amount that was enough when the payment was begun stays enough,
 * though an hour may have been charged since.
 */
export async function reviewAfterTopUp(parts: SpendingParts, topUpId: string): Promise<void> {
  const { store, clock, newId } = parts;
  const settings = await readSettings(store.db);
  await store.transaction(async (tx) => {
    const topUp = await settledTopUp(tx, topUpId);
    if (!topUp) return;
    const { userId, begunAt, settledAt } = topUp;
    const isRecent = settledAt.getTime() - begunAt.getTime() <= OFFER_MS;
    const forgivenUnits = isRecent ? await usageChargedAfter(tx, userId, begunAt) : 0n;
    await reviewPerson(tx, { userId, at: clock.now(), now: clock.now(), newId, settings, forgivenUnits });
  });
}

/** How long an amount that was shown as enough stays so. */
const OFFER_MS = 3_600_000;
