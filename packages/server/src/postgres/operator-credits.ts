import { type SqlBool, sql } from 'kysely';
import type { CreditRow } from './credits.ts';
import type { After } from './operator-payments.ts';
import type { Database } from './store.ts';

export interface ListedCredit extends CreditRow {
  email: string;
  grantedByEmail: string | null;
}

export interface CreditFilter {
  id?: string;
  q?: string | undefined;
  userId?: string | undefined;
  before?: After<string> | undefined;
  limit: number;
}

/** Credits, newest first; of everybody unless one person is named. */
export async function listCredits(db: Database, filter: CreditFilter): Promise<ListedCredit[]> {
  const { id, q, userId, before, limit } = filter;
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (id) and.push(sql`c.id = ${id}`);
  if (q) and.push(sql`(position(lower(${q}) in lower(u.email)) > 0 or position(lower(${q}) in lower(c.reason)) > 0)`);
  if (userId) and.push(sql`c.user_id = ${userId}`);
  if (before) and.push(sql`(c.granted_at, c.id) < (${before.at}, ${before.id}::uuid)`);
  const { rows } = await sql<ListedCredit>`
    select c.*, u.email, o.email as "grantedByEmail"
    from credits c join users u on u.id = c.user_id left join users o on o.id = c.granted_by
    where ${sql.join(and, sql` and `)}
    order by c.granted_at desc, c.id desc limit ${limit}`.execute(db);
  return rows;
}
