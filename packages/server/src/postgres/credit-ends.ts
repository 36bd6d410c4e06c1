import { sql } from 'kysely';
import type { CreditRow } from './credits.ts';
import type { Database, Tx } from './store.ts';

/**
 * Credits whose time is over, the first to end first. One waits while an hour before its end is not charged yet: usage
 * in its time is still paid from it.
 */
export async function creditsToEnd(db: Database, now: Date, limit: number): Promise<CreditRow[]> {
  const { rows } = await sql<CreditRow>`
    select c.* from credits c
    where c.ended_at is null and c.expires_at <= ${now}
      and not exists (
        select 1 from deployments d
        where d.user_id = c.user_id and d.billing_from is not null and d.billed_until is distinct from d.billing_until
          and coalesce(d.billed_until, d.billing_from) < date_trunc('hour', c.expires_at, 'UTC')
      )
    order by c.expires_at, c.id limit ${limit}`.execute(db);
  return rows;
}

/** Credits that end within a week and of which nobody was told; shorter ones were given with their end in sight. */
export async function creditsToWarn(db: Database, now: Date, limit: number): Promise<CreditRow[]> {
  const { rows } = await sql<CreditRow>`
    select * from credits
    where ended_at is null and warned_at is null and expires_at > ${now}
      and expires_at - interval '7 days' <= ${now} and granted_at < expires_at - interval '7 days'
    order by expires_at, id limit ${limit}`.execute(db);
  return rows;
}

/** False when another was faster. */
export async function markWarned(tx: Tx, id: string, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('credits')
    .set({ warned_at: now })
    .where('id', '=', id)
    .where('warned_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
