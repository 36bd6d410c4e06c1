import type { Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type BrandLogo = Selectable<Schema['brand_logos']>;

/** Keeps a picture; the same bytes are kept once. */
export const saveLogo = async (tx: Tx, logo: BrandLogo): Promise<void> =>
  void (await tx
    .insertInto('brand_logos')
    .values(logo)
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute());

export const findLogo = (db: Database | Tx, hash: string): Promise<BrandLogo | undefined> =>
  db.selectFrom('brand_logos').selectAll().where('hash', '=', hash).executeTakeFirst();
