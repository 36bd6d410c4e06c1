import { sql } from 'kysely';
import type { Database } from './store.ts';

/** Everybody who has a deployment that is not ended. */
export async function peopleWithDeployments(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct user_id as id from deployments where status not in ('deleted', 'failed') order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Everybody who was told of an occasion. */
export async function peopleTold(db: Database, dedupeKey: string): Promise<string[]> {
  const rows = await db
    .selectFrom('notifications')
    .select('user_id')
    .where('dedupe_key', '=', dedupeKey)
    .orderBy('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}
