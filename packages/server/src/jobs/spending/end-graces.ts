import { finalNotice, graceOverNotice, graceStep, resumeNeed, resumeTopUp } from '@marketplace/core/billing';
import { lockWatch } from '../../postgres/balance-watch.ts';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { notify } from '../../postgres/notifications.ts';
import { readSettings } from '../../postgres/settings.ts';
import { isPaying } from '../../postgres/settled-top-ups.ts';
import type { Tx } from '../../postgres/store.ts';
import { noteFinalNotice, peopleInLateGrace } from '../../postgres/suspensions.ts';
import { minuteWords } from '../../time-words.ts';
import { beginDelete } from '../deployments/begin-delete.ts';
import type { SpendingParts } from './review-balances.ts';
import { lockPerson, type ReviewedPerson, type ReviewOrder, reviewFacts } from './reviewed-person.ts';

const HOUR_MS = 3_600_000;
/** A payment that was begun within this time and is still on its way holds up the end. */
const PAYING_MS = 24 * HOUR_MS;

/** Sends the final notice in time and ends what stayed unpaid; never the second without the first, however the clock jumps. */
export async function endGraces({ store, clock, newId, log }: SpendingParts): Promise<void> {
  const settings = await readSettings(store.db);
  const now = clock.now();
  const noticeBefore = new Date(now.getTime() + settings.billing.finalNoticeHours * HOUR_MS);
  for (const userId of await peopleInLateGrace(store.db, { now, noticeBefore })) {
    try {
      await store.transaction((tx) => endGrace(tx, { userId, at: now, now, newId, settings }));
    } catch (error) {
      log.error({ err: error, userId }, 'a grace could not be ended; the next tick tries again');
    }
  }
}

interface Noticed {
  row: DeploymentRow;
  until: Date;
}

async function endGrace(tx: Tx, order: ReviewOrder) {
  await lockWatch(tx, order.userId);
  const person = await lockPerson(tx, order);
  const need = resumeNeed(reviewFacts(person));
  // What is paid comes back with the next review, a moment from now.
  if (need === undefined || need.missingUnits === 0n) return;
  const { now, settings } = order;
  const noticed: Noticed[] = [];
  const over: DeploymentRow[] = [];
  for (const row of person.rows) {
    if (row.data_kept_until === null) continue;
    const outcome = graceStep({
      ...settings.billing,
      keptUntilMs: row.data_kept_until.getTime(),
      finalNoticeAtMs: row.final_notice_at?.getTime() ?? null,
      nowMs: now.getTime(),
    });
    if (outcome.step === 'final_notice') noticed.push({ row, until: new Date(outcome.keptUntilMs) });
    if (outcome.step === 'end') over.push(row);
  }
  if (noticed.length > 0) await giveNotice(person, noticed, need.missingUnits);
  if (over.length > 0 && !(await isPaying(tx, order.userId, new Date(now.getTime() - PAYING_MS)))) {
    await end(person, over);
  }
}

async function giveNotice(
  { tx, userId, now, newId, settings }: ReviewedPerson,
  noticed: Noticed[],
  missingUnits: bigint,
) {
  for (const { row, until } of noticed) {
    const detail = `Final notice was given: its data is deleted on ${minuteWords(until)} unless the balance covers it again.`;
    await noteFinalNotice(tx, row, { now, until, detail });
  }
  const until = new Date(Math.min(...noticed.map((each) => each.until.getTime())));
  const notice = finalNotice({
    names: noticed.map(({ row }) => row.name),
    keptUntil: minuteWords(until),
    topUpUnits: resumeTopUp(missingUnits, settings.limits.topUpMinimumUnits),
    occasion: `${until.getTime()}:${noticed[0]?.row.id}`,
    at: minuteWords(now),
  });
  await notify(tx, { userId, notice, now, newId });
}

async function end({ tx, userId, now, newId }: ReviewedPerson, over: DeploymentRow[]) {
  const detail = 'The time for which unpaid data is kept is over. It is being deleted; charging ended.';
  for (const row of over) await beginDelete(tx, row, { now, actor: 'marketplace', cause: 'grace_over', detail });
  const names = over.map(({ name }) => name);
  const notice = graceOverNotice({ names, occasion: `${now.getTime()}:${over[0]?.id}`, at: minuteWords(now) });
  await notify(tx, { userId, notice, now, newId });
}
