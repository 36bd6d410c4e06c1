import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type SavedFilterRow = Selectable<Schema['saved_node_filters']>;

export const listSavedFilters = (db: Database | Tx, userId: string): Promise<SavedFilterRow[]> =>
  db.selectFrom('saved_node_filters').selectAll().where('user_id', '=', userId).orderBy('name').orderBy('id').execute();

/** The same, while nobody else changes what this person has saved until the transaction ends. */
export async function lockSavedFilters(tx: Tx, userId: string): Promise<SavedFilterRow[]> {
  await tx.selectFrom('users').select('id').where('id', '=', userId).forUpdate().executeTakeFirstOrThrow();
  return listSavedFilters(tx, userId);
}

export const insertSavedFilter = async (tx: Tx, row: SavedFilterRow): Promise<void> =>
  void (await tx.insertInto('saved_node_filters').values(row).execute());

export const findSavedFilter = (db: Database | Tx, userId: string, id: string): Promise<SavedFilterRow | undefined> =>
  db.selectFrom('saved_node_filters').selectAll().where('user_id', '=', userId).where('id', '=', id).executeTakeFirst();

export const changeSavedFilter = async (
  tx: Tx,
  { user_id, id, name, query, updated_at }: Omit<SavedFilterRow, 'created_at'>,
): Promise<void> =>
  void (await tx
    .updateTable('saved_node_filters')
    .set({ name, query, updated_at })
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .execute());

export async function removeSavedFilter(db: Database, userId: string, id: string): Promise<boolean> {
  const result = await db
    .deleteFrom('saved_node_filters')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
