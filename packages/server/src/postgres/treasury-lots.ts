import { type OpenLot, sumTaken, type Taken, takeFromLots } from '@marketplace/core/treasury';
import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type LotRow = Selectable<Schema['treasury_lots']>;

export type NewLot = Omit<
  Insertable<Schema['treasury_lots']>,
  'left_units' | 'left_cost_units' | 'left_cost_usdc_units'
>;

export const insertLot = async (tx: Tx, lot: NewLot): Promise<void> =>
  void (await tx
    .insertInto('treasury_lots')
    .values({
      ...lot,
      left_units: lot.units,
      left_cost_units: lot.cost_units,
      left_cost_usdc_units: lot.cost_usdc_units ?? 0n,
    })
    .execute());

/** Takes units from the oldest lots; the sum says how much was there and what it had cost. */
export async function takeLots(tx: Tx, asset: LotRow['asset'], units: bigint): Promise<Omit<Taken, 'id'>> {
  const rows = await tx
    .selectFrom('treasury_lots')
    .select(['id', 'left_units', 'left_cost_units', 'left_cost_usdc_units'])
    .where('asset', '=', asset)
    .where('left_units', '>', 0n)
    .where('arrived_at', 'is not', null)
    .orderBy('bought_at')
    .orderBy('id')
    .forUpdate()
    .execute();
  const taken = takeFromLots(rows.map(openLot), units);
  for (const part of taken)
    await tx
      .updateTable('treasury_lots')
      .set((is) => ({
        left_units: is('left_units', '-', part.units),
        left_cost_units: is('left_cost_units', '-', part.costUnits),
        left_cost_usdc_units: is('left_cost_usdc_units', '-', part.costUsdcUnits),
      }))
      .where('id', '=', part.id)
      .execute();
  return sumTaken(taken);
}

const openLot = (row: Pick<LotRow, 'id' | 'left_units' | 'left_cost_units' | 'left_cost_usdc_units'>): OpenLot => ({
  id: row.id,
  leftUnits: row.left_units,
  leftCostUnits: row.left_cost_units,
  leftCostUsdcUnits: row.left_cost_usdc_units,
});

/** The oldest purchase of exactly this much that has not been seen yet. */
export const findExpectedLot = (tx: Tx, asset: LotRow['asset'], units: bigint): Promise<LotRow | undefined> =>
  tx
    .selectFrom('treasury_lots')
    .selectAll()
    .where('asset', '=', asset)
    .where('units', '=', units)
    .where('arrived_at', 'is', null)
    .orderBy('bought_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();

export const markArrived = async (tx: Tx, id: string, at: Date): Promise<void> =>
  void (await tx.updateTable('treasury_lots').set({ arrived_at: at }).where('id', '=', id).execute());

export const findLot = (db: Database | Tx, id: string): Promise<LotRow | undefined> =>
  db.selectFrom('treasury_lots').selectAll().where('id', '=', id).executeTakeFirst();

export interface LotFilter {
  asset?: LotRow['asset'] | undefined;
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

/** Newest first, in a total order. */
export async function listLots(db: Database, { asset, before, limit }: LotFilter): Promise<LotRow[]> {
  let query = db.selectFrom('treasury_lots').selectAll();
  if (asset !== undefined) query = query.where('asset', '=', asset);
  if (before) query = query.where(sql<SqlBool>`(bought_at, id) < (${before.at}, ${before.id}::uuid)`);
  return query.orderBy('bought_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}
