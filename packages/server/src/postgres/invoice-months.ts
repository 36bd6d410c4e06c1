import { type Month, monthAfter, monthOf } from '@marketplace/core/documents';
import { sql } from 'kysely';
import type { Database, Tx } from './store.ts';

/** The month that is to be invoiced next, over or not; undefined before anything was ever recorded. */
export async function nextInvoiceMonth(db: Database): Promise<Month | undefined> {
  const { rows } = await sql<{ last: Month | null; first: Date | null }>`
    select (select max(month) from invoice_months) as last,
           (select event_at from ledger_transfers order by id limit 1) as first`.execute(db);
  const { last, first } = rows[0] ?? {};
  if (last) return monthAfter(last);
  return first ? monthOf(first.toISOString()) : undefined;
}

export const finishMonth = async (tx: Tx | Database, month: Month, now: Date): Promise<void> =>
  void (await tx
    .insertInto('invoice_months')
    .values({ month, finished_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute());

export async function isMonthFinished(db: Database, month: string): Promise<boolean> {
  const row = await db.selectFrom('invoice_months').select('month').where('month', '=', month).executeTakeFirst();
  return row !== undefined;
}
