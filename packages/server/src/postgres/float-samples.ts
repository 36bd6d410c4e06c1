import type { FloatSample } from '@marketplace/core/float';
import type { Insertable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database } from './store.ts';

/** Keeps the first look of each hour. */
export const insertSample = async (db: Database, row: Insertable<Schema['float_samples']>): Promise<void> =>
  void (await db
    .insertInto('float_samples')
    .values(row)
    .onConflict((conflict) => conflict.column('hour').doNothing())
    .execute());

/** Oldest first. */
export async function samplesSince(db: Database, from: Date): Promise<FloatSample[]> {
  const rows = await db.selectFrom('float_samples').selectAll().where('hour', '>=', from).orderBy('hour').execute();
  return rows.map((row) => ({
    atMs: row.taken_at.getTime(),
    usableUnits: row.usable_units,
    stashUnits: row.stash_units,
    burnUnits: row.burn_units,
    levelBoundUnits: row.level_bound_units,
    priceUnits: row.price_units,
  }));
}
