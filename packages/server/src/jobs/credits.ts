import { writeCents, writeDollars } from '@marketplace/core/money';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import { creditsToEnd, creditsToWarn, markWarned } from '../postgres/credit-ends.ts';
import { activeCredits, type CreditRow, countCredits, endCredit } from '../postgres/credits.ts';
import { notify } from '../postgres/notifications.ts';
import type { Store, Tx } from '../postgres/store.ts';

export interface CreditJobParts {
  store: Store;
  clock: Clock;
  newId: NewId;
}

const BATCH = 200;

/** Ends credits whose time is over, after the hours before were charged, and warns of those that end within a week. */
export async function endCredits(parts: CreditJobParts): Promise<void> {
  const { store, clock } = parts;
  const now = clock.now();
  for (const row of await creditsToEnd(store.db, now, BATCH)) await store.transaction((tx) => end(tx, row, parts, now));
  for (const row of await creditsToWarn(store.db, now, BATCH))
    await store.transaction((tx) => warn(tx, row, parts, now));
}

async function end(tx: Tx, { id, user_id: userId }: CreditRow, { newId }: CreditJobParts, now: Date) {
  await countCredits(tx, userId);
  const row = await tx.selectFrom('credits').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  if (row.ended_at) return;
  const unspent = await endCredit(tx, row, now);
  if (unspent === 0n) return;
  await notify(tx, {
    userId,
    notice: {
      topic: 'money',
      severity: 'info',
      dedupeKey: `credit-expired:${id}`,
      title: `${writeCents(unspent)} of your credit expired`,
      body: `Of your credit of ${writeDollars(row.amount_units)} (${row.reason}) ${writeDollars(unspent)} were not spent in time. Money that you paid by card never expires.`,
      link: '/statement',
      linkLabel: 'See the statement',
    },
    now,
    newId,
  });
}

async function warn(tx: Tx, { id, user_id: userId }: CreditRow, { newId }: CreditJobParts, now: Date) {
  if (!(await markWarned(tx, id, now))) return;
  const credit = (await activeCredits(tx, userId)).find((each) => each.id === id);
  if (!credit || credit.leftUnits === 0n) return;
  const day = credit.row.expires_at?.toISOString().slice(0, 16).replace('T', ' ');
  await notify(tx, {
    userId,
    notice: {
      topic: 'money',
      severity: 'warn',
      dedupeKey: `credit-ends:${id}`,
      title: `${writeCents(credit.leftUnits)} of your credit expire in a week`,
      body: `What is left of your credit (${credit.row.reason}) expires on ${day} UTC. Usage until then is paid from it before your own money.`,
      link: '/balance',
      linkLabel: 'See the balance',
    },
    now,
    newId,
  });
}
