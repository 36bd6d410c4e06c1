import type { GrantedRole } from '@marketplace/core/identity';
import { type SqlBool, sql } from 'kysely';
import type { Database } from './store.ts';

export interface ListedUser {
  id: string;
  email: string;
  name: string;
  granted: GrantedRole[];
  available: bigint;
  liveDeployments: number;
  createdAt: Date;
}

export interface UserFilter {
  q?: string | undefined;
  before?: { createdAt: Date; id: string } | undefined;
  limit: number;
}

/** Newest first, in a total order. */
export async function listUsers(db: Database, filter: UserFilter): Promise<ListedUser[]> {
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (filter.q)
    and.push(
      sql`(position(lower(${filter.q}) in lower(u.email)) > 0 or position(lower(${filter.q}) in lower(u.name)) > 0)`,
    );
  if (filter.before) and.push(sql`(u.created_at, u.id) < (${filter.before.createdAt}, ${filter.before.id}::uuid)`);
  const { rows } = await sql<ListedUser>`
    select u.id, u.email, u.name, u.created_at as "createdAt",
           coalesce((select array_agg(g.role order by g.role) from role_grants g where g.user_id = u.id and g.revoked_at is null), '{}') as granted,
           coalesce((select a.balance from ledger_accounts a where a.owner = 'user:' || u.id and a.kind = 'available' and a.asset = 'USD'), 0)::bigint as available,
           (select count(*) from deployments d where d.user_id = u.id and d.status not in ('deleted', 'failed'))::int as "liveDeployments"
    from users u
    where ${sql.join(and, sql` and `)}
    order by u.created_at desc, u.id desc
    limit ${filter.limit}`.execute(db);
  return rows;
}
