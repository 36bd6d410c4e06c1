import type { Insertable, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type ChallengeRow = Selectable<Schema['account_challenges']>;
export type ChainAccountRow = Selectable<Schema['chain_accounts']>;

/** Stores a text to sign, and drops the person's that can no longer be used. */
export async function insertChallenge(tx: Tx, row: Insertable<Schema['account_challenges']>): Promise<void> {
  await tx
    .deleteFrom('account_challenges')
    .where('user_id', '=', row.user_id)
    .where('used_at', 'is', null)
    .where('expires_at', '<=', row.created_at)
    .execute();
  await tx.insertInto('account_challenges').values(row).execute();
}

export const findChallenge = (db: Database | Tx, userId: string, id: string): Promise<ChallengeRow | undefined> =>
  db.selectFrom('account_challenges').selectAll().where('id', '=', id).where('user_id', '=', userId).executeTakeFirst();

/** Uses a challenge up; false when it was used before or has expired. Of two callers at once one gets it. */
export async function useChallenge(tx: Tx, id: string, now: Date): Promise<boolean> {
  const used = await tx
    .updateTable('account_challenges')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}

/** The account that the person has connected now. */
export const findAccount = (db: Database | Tx, userId: string): Promise<ChainAccountRow | undefined> =>
  accountOf(db, userId).executeTakeFirst();

/** The same, kept as it is until the transaction ends: nobody connects or disconnects it meanwhile. */
export const lockAccount = (tx: Tx, userId: string): Promise<ChainAccountRow | undefined> =>
  accountOf(tx, userId).forUpdate().executeTakeFirst();

const accountOf = (db: Database | Tx, userId: string) =>
  db.selectFrom('chain_accounts').selectAll().where('user_id', '=', userId).where('disconnected_at', 'is', null);

export const insertAccount = async (tx: Tx, row: Insertable<Schema['chain_accounts']>): Promise<void> =>
  void (await tx.insertInto('chain_accounts').values(row).execute());

export const endAccount = async (tx: Tx, id: string, now: Date): Promise<void> =>
  void (await tx.updateTable('chain_accounts').set({ disconnected_at: now }).where('id', '=', id).execute());
