import { CLOSED_BEFORE_MS, type MaintenanceWindow, type ToldOf } from '@marketplace/core/maintenance';
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Schema } from './schema.ts';
import { byNumber, byTime, type ListOrder, type Sorted, sortSql } from './sorting.ts';
import type { Database, Tx } from './store.ts';

export type WindowRow = Selectable<Schema['maintenance_windows']>;

export const insertWindow = async (tx: Tx, row: Insertable<Schema['maintenance_windows']>): Promise<void> =>
  void (await tx.insertInto('maintenance_windows').values(row).execute());

export const changeWindow = async (tx: Tx, id: string, set: Updateable<Schema['maintenance_windows']>): Promise<void> =>
  void (await tx.updateTable('maintenance_windows').set(set).where('id', '=', id).execute());

export const lockWindow = (tx: Tx, id: string): Promise<WindowRow | undefined> =>
  tx.selectFrom('maintenance_windows').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const windowOf = (row: WindowRow): MaintenanceWindow => ({
  startsAtMs: row.starts_at.getTime(),
  endsAtMs: row.ends_at.getTime(),
  cancelled: row.cancelled_at !== null,
});

export const toldOf = (row: WindowRow): ToldOf => ({
  dayBefore: row.told_day_before,
  start: row.told_start,
  end: row.told_end,
});

export interface WindowFilter {
  id?: string | undefined;
  /** Only windows of nodes that this provider brought. */
  providerId?: string | undefined;
  nodeId?: number | undefined;
  state?: 'upcoming' | 'past' | undefined;
  now: Date;
  order?: ListOrder | undefined;
  limit: number;
}

/** A window with the place of its node and how many are affected now. Who they are is nobody's business but theirs. */
export type ListedWindow = WindowRow & {
  farmName: string | null;
  city: string | null;
  country: string | null;
  deployments: number;
  users: number;
};

const affected = sql`from deployments d where d.node_id = w.node_id and d.status not in ('deleted', 'failed')`;

export const windowSorts = {
  starts: byTime(sql`w.starts_at`),
  ends: byTime(sql`w.ends_at`),
  node: byNumber(sql`w.node_id`),
  deployments: byNumber(sql`(select count(*) ${affected})`),
};

/** In a total order; the latest start first when none is asked for. */
export async function listWindows(db: Database | Tx, filter: WindowFilter): Promise<Sorted<ListedWindow>[]> {
  const { value, beyond, order } = sortSql(filter.order ?? { key: windowSorts.starts, descending: true }, sql`w.id`);
  const { rows } = await sql<Sorted<ListedWindow>>`
    select ${value} as "sortValue", w.*, n.farm_name as "farmName", n.city, n.country,
           (select count(*) ${affected})::int as deployments, (select count(distinct d.user_id) ${affected})::int as users
    from maintenance_windows w left join nodes n on n.id = w.node_id
    where ${sql.join([...conditions(filter), beyond], sql` and `)}
    order by ${order}
    limit ${filter.limit}`.execute(db);
  return rows;
}

function conditions({ id, providerId, nodeId, state, now }: WindowFilter) {
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (id !== undefined) and.push(sql`w.id = ${id}`);
  if (providerId !== undefined)
    and.push(
      sql`exists (select 1 from provider_nodes p where p.node_id = w.node_id and p.user_id = ${providerId} and p.status <> 'removed')`,
    );
  if (nodeId !== undefined) and.push(sql`w.node_id = ${nodeId}`);
  if (state === 'upcoming') and.push(sql`(w.cancelled_at is null and w.ends_at > ${now})`);
  if (state === 'past') and.push(sql`(w.cancelled_at is not null or w.ends_at <= ${now})`);
  return and;
}

export interface AffectedDeployment {
  id: string;
  name: string;
  userId: string;
  timeZone: string;
}

/** Live machines on a node, by their owners. */
export const affectedBy = (db: Database | Tx, nodeId: number): Promise<AffectedDeployment[]> =>
  db
    .selectFrom('deployments')
    .innerJoin('users', 'users.id', 'deployments.user_id')
    .select(['deployments.id', 'deployments.name', 'users.id as userId', 'users.time_zone as timeZone'])
    .where('node_id', '=', nodeId)
    .where('deployments.status', 'not in', ['deleted', 'failed'])
    .orderBy('deployments.user_id')
    .orderBy('deployments.name')
    .execute();

/** Windows that have something to tell at `now`, the earliest first. */
export async function windowsToTell(db: Database, now: Date, limit: number): Promise<string[]> {
  const soon = new Date(now.getTime() + CLOSED_BEFORE_MS);
  const { rows } = await sql<{ id: string }>`
    select id from maintenance_windows
    where cancelled_at is null and not told_end
      and ((not told_day_before and starts_at <= ${soon}) or (not told_start and starts_at <= ${now}) or ends_at <= ${now})
    order by starts_at, id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Windows that keep new machines off their nodes at `now`. */
export const closingWindows = (db: Database | Tx, now: Date): Promise<WindowRow[]> =>
  db
    .selectFrom('maintenance_windows')
    .selectAll()
    .where('cancelled_at', 'is', null)
    .where('ends_at', '>', now)
    .where('starts_at', '<=', new Date(now.getTime() + CLOSED_BEFORE_MS))
    .orderBy('starts_at')
    .execute();

/** Present and coming windows that touch a person's own machines. */
export async function windowsForOwner(db: Database, userId: string, now: Date) {
  const { rows } = await sql<WindowRow & { deployments: { id: string; name: string }[] }>`
    select w.*, jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name) order by d.name) as deployments
    from maintenance_windows w
    join deployments d on d.node_id = w.node_id and d.user_id = ${userId} and d.status not in ('deleted', 'failed')
    where w.cancelled_at is null and w.ends_at > ${now}
    group by w.id order by w.starts_at, w.id limit 100`.execute(db);
  return rows;
}
