import { capObjection } from '@marketplace/core/billing';
import { capOf, readAccountCap, readMonthSpend } from '../../postgres/spending-caps.ts';
import type { Tx } from '../../postgres/store.ts';
import { monthOf } from '../../time-words.ts';
import { problemOf } from '../problems.ts';

/** Refuses an order when the person's own limit of the month is reached and blocks what is new. */
export async function requireRoomUnderCap(tx: Tx, userId: string, now: Date): Promise<void> {
  const cap = capOf(await readAccountCap(tx, userId));
  if (!cap) return;
  const { totalUnits } = await readMonthSpend(tx, userId, monthOf(now));
  const objection = capObjection(totalUnits, cap);
  if (objection) throw problemOf(objection);
}
