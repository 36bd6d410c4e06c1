import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type SshKeyRow = Selectable<Schema['ssh_keys']>;

export const listSshKeys = (db: Database, userId: string): Promise<SshKeyRow[]> =>
  db
    .selectFrom('ssh_keys')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute();

/** Undefined when the person has that key already. */
export const insertSshKey = (tx: Tx, row: SshKeyRow): Promise<SshKeyRow | undefined> =>
  tx
    .insertInto('ssh_keys')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();

export const findSshKey = (db: Database, userId: string, id: string): Promise<SshKeyRow | undefined> =>
  db.selectFrom('ssh_keys').selectAll().where('user_id', '=', userId).where('id', '=', id).executeTakeFirst();

export async function removeSshKey(db: Database, userId: string, id: string): Promise<boolean> {
  const result = await db.deleteFrom('ssh_keys').where('user_id', '=', userId).where('id', '=', id).executeTakeFirst();
  return result.numDeletedRows > 0n;
}
