import type { GrantedRole, Role } from '@marketplace/core/identity';
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { byNumber, byText, byTime, type ListOrder, type Sorted, sortSql } from './sorting.ts';
import type { Database, Tx } from './store.ts';

export interface ListedUser {
  id: string;
  email: string;
  name: string;
  granted: GrantedRole[];
  suspended: boolean;
  available: bigint;
  liveDeployments: number;
  createdAt: Date;
}

export interface UserFilter {
  id?: string | undefined;
  q?: string | undefined;
  role?: Role | undefined;
  suspended?: boolean | undefined;
  order?: ListOrder | undefined;
  limit: number;
}

const available = sql`coalesce((select a.balance from ledger_accounts a where a.owner = 'user:' || u.id and a.kind = 'available' and a.asset = 'USD'), 0)::bigint`;
const live = sql`(select count(*) from deployments d where d.user_id = u.id and d.status not in ('deleted', 'failed'))::int`;

export const userSorts = {
  created: byTime(sql`u.created_at`),
  email: byText(sql`u.email`),
  name: byText(sql`u.name`),
  available: byNumber(available),
  deployments: byNumber(live),
};

/** In a total order; newest first when none is asked for. */
export async function listUsers(db: Database | Tx, filter: UserFilter): Promise<Sorted<ListedUser>[]> {
  const { value, beyond, order } = sortSql(filter.order ?? { key: userSorts.created, descending: true }, sql`u.id`);
  const { rows } = await sql<Sorted<ListedUser>>`
    select ${value} as "sortValue", u.id, u.email, u.name, u.created_at as "createdAt", u.suspended_at is not null as suspended,
           coalesce((select array_agg(g.role order by g.role) from role_grants g where g.user_id = u.id and g.revoked_at is null), '{}') as granted,
           ${available} as available,
           ${live} as "liveDeployments"
    from users u
    where ${sql.join([...conditions(filter), beyond], sql` and `)}
    order by ${order}
    limit ${filter.limit}`.execute(db);
  return rows;
}

function conditions({ id, q, role, suspended }: UserFilter) {
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (id !== undefined) and.push(sql`u.id = ${id}`);
  if (q) and.push(sql`(position(lower(${q}) in lower(u.email)) > 0 or position(lower(${q}) in lower(u.name)) > 0)`);
  // Everybody is a cloud user.
  if (role !== undefined && role !== 'cloud-user')
    and.push(
      sql`exists (select 1 from role_grants g where g.user_id = u.id and g.role = ${role} and g.revoked_at is null)`,
    );
  if (suspended !== undefined) and.push(sql`(u.suspended_at is not null) = ${suspended}`);
  return and;
}

export type RoleGrantRow = Selectable<Schema['role_grants']>;

/** Every role that the person ever held, newest first. */
export const roleHistory = (db: Database | Tx, userId: string): Promise<RoleGrantRow[]> =>
  db.selectFrom('role_grants').selectAll().where('user_id', '=', userId).orderBy('granted_at', 'desc').execute();

/** Sets or lifts a suspension; false when it was so before. The caller holds the row's lock. */
export async function setSuspension(
  tx: Tx,
  userId: string,
  suspension: { at: Date; reason: string } | null,
  now: Date,
) {
  const changed = await tx
    .updateTable('users')
    .set({ suspended_at: suspension?.at ?? null, suspended_reason: suspension?.reason ?? null, updated_at: now })
    .where('id', '=', userId)
    .where('suspended_at', suspension ? 'is' : 'is not', null)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}
