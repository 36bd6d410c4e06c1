import type { Insertable, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type QuoteRow = Selectable<Schema['quotes']>;

export const insertQuote = async (tx: Tx, row: Insertable<Schema['quotes']>): Promise<void> =>
  void (await tx.insertInto('quotes').values(row).execute());

export const findQuote = (db: Database | Tx, userId: string, id: string): Promise<QuoteRow | undefined> =>
  db.selectFrom('quotes').selectAll().where('id', '=', id).where('user_id', '=', userId).executeTakeFirst();

export const lockQuote = (tx: Tx, userId: string, id: string): Promise<QuoteRow | undefined> =>
  tx.selectFrom('quotes').selectAll().where('id', '=', id).where('user_id', '=', userId).forUpdate().executeTakeFirst();

export const markQuoteUsed = async (tx: Tx, id: string, deploymentId: string): Promise<void> =>
  void (await tx.updateTable('quotes').set({ used_by: deploymentId }).where('id', '=', id).execute());
