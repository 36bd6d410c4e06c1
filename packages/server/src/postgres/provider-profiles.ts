import type { Insertable, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type ProviderProfileRow = Selectable<Schema['provider_profiles']>;

export const findProviderProfile = (db: Database | Tx, userId: string): Promise<ProviderProfileRow | undefined> =>
  db.selectFrom('provider_profiles').selectAll().where('user_id', '=', userId).executeTakeFirst();

/** Makes the profile or takes over what is given of it; what is left out stays. */
export async function saveProviderProfile(tx: Tx, row: Insertable<Schema['provider_profiles']>): Promise<void> {
  const { user_id: _, created_at: __, ...change } = row;
  await tx
    .insertInto('provider_profiles')
    .values(row)
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(change))
    .execute();
}
