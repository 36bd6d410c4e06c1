import type { Selectable } from 'kysely';
import { enqueue } from './jobs.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type WalletRow = Selectable<Schema['card_wallets']>;

/** A comparison that was asked for and did not happen by then is asked for again. */
const OVERDUE_MS = 5 * 60_000;
/** How often everybody's cards are compared though nobody told of a change. */
const EVERY_MS = 24 * 3_600_000;

/** Locks the saved cards of a person for a change; every change makes them a version younger. */
export async function changeWallet(tx: Tx, userId: string): Promise<WalletRow> {
  return tx
    .insertInto('card_wallets')
    .values({ user_id: userId, version: 1n, default_unsent: false, synced_at: null, sync_due_at: null })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet((set) => ({ version: set('card_wallets.version', '+', 1n) })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export const findWallet = (db: Database | Tx, userId: string): Promise<WalletRow | undefined> =>
  db.selectFrom('card_wallets').selectAll().where('user_id', '=', userId).executeTakeFirst();

/** The same, held until the end of the transaction. */
export const lockWallet = (tx: Tx, userId: string): Promise<WalletRow | undefined> =>
  tx.selectFrom('card_wallets').selectAll().where('user_id', '=', userId).forUpdate().executeTakeFirst();

export const setDefaultUnsent = async (tx: Tx, userId: string, unsent: boolean): Promise<void> =>
  void (await tx.updateTable('card_wallets').set({ default_unsent: unsent }).where('user_id', '=', userId).execute());

/** Asks for a comparison with the card processor, in the transaction that made it necessary. */
export async function requestCardSync(tx: Tx, userId: string, now: Date): Promise<void> {
  await expectCardNews(tx, userId, now);
  await enqueueSync(tx, userId);
}

/** Has the cards compared in some minutes, should nobody tell how it went. */
export async function expectCardNews(tx: Tx, userId: string, now: Date): Promise<void> {
  const due = new Date(now.getTime() + OVERDUE_MS);
  await tx
    .insertInto('card_wallets')
    .values({ user_id: userId, version: 1n, default_unsent: false, synced_at: null, sync_due_at: due })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ sync_due_at: due }))
    .execute();
}

const enqueueSync = (tx: Tx | Database, userId: string): Promise<void> =>
  enqueue(tx, 'payments.sync-cards', { userId }, { key: `cards:${userId}` });

/** Compared: again in a day where there are cards, and when there is news where there are none. */
export const noteSynced = async (tx: Tx, userId: string, now: Date, hasCards: boolean): Promise<void> =>
  void (await tx
    .updateTable('card_wallets')
    .set((set) => ({
      version: set('version', '+', 1n),
      synced_at: now,
      sync_due_at: hasCards ? new Date(now.getTime() + EVERY_MS) : null,
    }))
    .where('user_id', '=', userId)
    .execute());

/** Asks for the comparisons that are due: the net below lost events and lost jobs. */
export async function requestDueCardSyncs(db: Database, now: Date, limit: number): Promise<void> {
  const due = await db
    .selectFrom('card_wallets')
    .select('user_id')
    .where('sync_due_at', '<=', now)
    .orderBy('sync_due_at')
    .limit(limit)
    .execute();
  for (const { user_id: userId } of due) {
    await db
      .updateTable('card_wallets')
      .set({ sync_due_at: new Date(now.getTime() + OVERDUE_MS) })
      .where('user_id', '=', userId)
      .execute();
    await enqueueSync(db, userId);
  }
}
