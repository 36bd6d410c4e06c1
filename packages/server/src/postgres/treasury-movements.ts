import type { StellarAsset } from '@marketplace/core/ledger';
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type MovementRow = Selectable<Schema['treasury_movements']>;

export interface StellarCursor {
  account: string;
  cursor: bigint;
}

export const findCursor = (db: Database | Tx, account: string) =>
  db.selectFrom('stellar_cursors').selectAll().where('account', '=', account).executeTakeFirst();

/** False when another process has begun the books meanwhile. */
export async function beginCursor(tx: Tx, { account, cursor }: StellarCursor, now: Date): Promise<boolean> {
  const begun = await tx
    .insertInto('stellar_cursors')
    .values({ account, cursor, opened_at: now, read_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account')
    .executeTakeFirst();
  return begun !== undefined;
}

/** Moves the cursor on from where the caller read; false when another process was there before. */
export async function moveCursor(tx: Tx, from: StellarCursor, to: bigint, now: Date): Promise<boolean> {
  const moved = await tx
    .updateTable('stellar_cursors')
    .set({ cursor: to, read_at: now })
    .where('account', '=', from.account)
    .where('cursor', '=', from.cursor)
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

export type NewMovement = Omit<MovementRow, 'explanation' | 'explained_by' | 'cost_usdc_units'>;

/** False when it was written before. */
export async function insertMovement(tx: Tx, row: NewMovement): Promise<boolean> {
  const inserted = await tx
    .insertInto('treasury_movements')
    .values(row)
    .onConflict((conflict) => conflict.columns(['operation_id', 'direction']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export const lockMovement = (tx: Tx, id: string): Promise<MovementRow | undefined> =>
  tx.selectFrom('treasury_movements').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** The oldest unexplained arrival of exactly this much. */
export const findUnmatchedArrival = (tx: Tx, asset: StellarAsset, units: bigint): Promise<MovementRow | undefined> =>
  tx
    .selectFrom('treasury_movements')
    .selectAll()
    .where('status', '=', 'unmatched')
    .where('direction', '=', 'in')
    .where('asset', '=', asset)
    .where('units', '=', units)
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();

export const matchMovementToLot = async (tx: Tx, id: string, lotId: string): Promise<void> =>
  void (await tx
    .updateTable('treasury_movements')
    .set({ status: 'matched', lot_id: lotId })
    .where('id', '=', id)
    .execute());

export const explainMovement = async (
  tx: Tx,
  id: string,
  change: { explanation: string; userId: string; lotId?: string; costUsdcUnits?: bigint },
): Promise<void> =>
  void (await tx
    .updateTable('treasury_movements')
    .set({
      status: 'explained',
      explanation: change.explanation,
      explained_by: change.userId,
      lot_id: change.lotId ?? null,
      cost_usdc_units: change.costUsdcUnits ?? 0n,
    })
    .where('id', '=', id)
    .execute());

export interface MovementFilter {
  status?: MovementRow['status'] | undefined;
  transferId?: string | undefined;
  id?: string | undefined;
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

/** Newest first, in a total order. */
export async function listMovements(db: Database, filter: MovementFilter): Promise<MovementRow[]> {
  let query = db.selectFrom('treasury_movements').selectAll();
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.transferId !== undefined) query = query.where('transfer_id', '=', filter.transferId);
  if (filter.id !== undefined) query = query.where('id', '=', filter.id);
  if (filter.before) {
    const { at, id } = filter.before;
    query = query.where(sql<SqlBool>`(at, id) < (${at}, ${id}::uuid)`);
  }
  return query.orderBy('at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute();
}

export async function countMovements(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from treasury_movements`.execute(db);
  return rows[0]?.n ?? 0;
}
