import type { Database, Tx } from './store.ts';

/** Whose top-up it is and when it was begun; undefined before it has settled. */
export async function settledTopUp(
  db: Database | Tx,
  id: string,
): Promise<{ userId: string; begunAt: Date; settledAt: Date } | undefined> {
  const row = await db
    .selectFrom('top_ups')
    .select(['user_id', 'created_at', 'settled_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.settled_at ? { userId: row.user_id, begunAt: row.created_at, settledAt: row.settled_at } : undefined;
}

/** Whether a payment of the person that was begun after `since` is on its way. */
export async function isPaying(tx: Tx, userId: string, since: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('top_ups')
    .select('id')
    .where('user_id', '=', userId)
    .where('status', '=', 'processing')
    .where('created_at', '>', since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
