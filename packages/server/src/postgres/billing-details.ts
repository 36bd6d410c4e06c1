import type { Insertable, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type BillingDetailsRow = Selectable<Schema['billing_details']>;

/** Undefined while the person gave none. */
export const findBillingDetails = (db: Database | Tx, userId: string): Promise<BillingDetailsRow | undefined> =>
  db.selectFrom('billing_details').selectAll().where('user_id', '=', userId).executeTakeFirst();

export async function saveBillingDetails(
  db: Database | Tx,
  row: Insertable<Schema['billing_details']>,
): Promise<BillingDetailsRow> {
  const { user_id: _, ...change } = row;
  return db
    .insertInto('billing_details')
    .values(row)
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
    .returningAll()
    .executeTakeFirstOrThrow();
}
