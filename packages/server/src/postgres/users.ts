import type { GrantedRole, Role } from '@marketplace/core/identity';
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Schema } from './schema.ts';
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
  before?: { createdAt: Date; id: string } | undefined;
  limit: number;
}

/** Newest first, in a total order. */
export async function listUsers(db: Database | Tx, filter: UserFilter): Promise<ListedUser[]> {
  const { rows } = await sql<ListedUser>`
    select u.id, u.email, u.name, u.created_at as "createdAt", u.suspended_at is not null as suspended,
           coalesce((select array_agg(g.role order by g.role) from role_grants g where g.user_id = u.id and g.revoked_at is null), '{}') as granted,
           coalesce((select a.balance from ledger_accounts a where a.owner = 'user:' || u.id and a.kind = 'available' and a.asset = 'USD'), 0)::bigint as available,
           (select count(*) from deployments d where d.user_id = u.id and d.status not in ('deleted', 'failed'))::int as "liveDeployments"
    from users u
    where ${sql.join(conditions(filter), sql` and `)}
    order by u.created_at desc, u.id desc
    limit ${filter.limit}`.execute(db);
  return rows;
}

function conditions({ id, q, role, suspended, before }: UserFilter) {
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (id !== undefined) and.push(sql`u.id = ${id}`);
  if (q) and.push(sql`(position(lower(${q}) in lower(u.email)) > 0 or position(lower(${q}) in lower(u.name)) > 0)`);
  // Everybody is a cloud user.
  if (role !== undefined && role !== 'cloud-user')
    and.push(
      sql`exists (select 1 from role_grants g where g.user_id = u.id and g.role = ${role} and g.revoked_at is null)`,
    );
  if (suspended !== undefined) and.push(sql`(u.suspended_at is not null) = ${suspended}`);
  if (before) and.push(sql`(u.created_at, u.id) < (${before.createdAt}, ${before.id}::uuid)`);
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
