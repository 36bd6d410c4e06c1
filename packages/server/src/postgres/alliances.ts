import type { AllianceKind } from '@marketplace/core/alliances';
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type AllianceRow = Selectable<Schema['alliances']>;

export const insertAlliance = (tx: Tx, row: Insertable<Schema['alliances']>): Promise<AllianceRow> =>
  tx.insertInto('alliances').values(row).returningAll().executeTakeFirstOrThrow();

export const changeAlliance = async (tx: Tx, id: string, set: Updateable<Schema['alliances']>): Promise<void> =>
  void (await tx.updateTable('alliances').set(set).where('id', '=', id).execute());

/** Whatever changes an alliance, its members, nodes or votes holds this lock: such acts follow each other. */
export const lockAlliance = (tx: Tx, id: string): Promise<AllianceRow | undefined> =>
  tx.selectFrom('alliances').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const findAlliance = (db: Database | Tx, id: string): Promise<AllianceRow | undefined> =>
  db.selectFrom('alliances').selectAll().where('id', '=', id).executeTakeFirst();

export const findAllianceBySlug = (db: Database | Tx, slug: string): Promise<AllianceRow | undefined> =>
  db.selectFrom('alliances').selectAll().where('slug', '=', slug).executeTakeFirst();

/** Slugs that begin so, among them those of alliances that are over. */
export async function takenSlugs(tx: Tx, slug: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('alliances')
    .select('slug')
    .where((is) => is.or([is('slug', '=', slug), is('slug', 'like', `${slug}-%`)]))
    .execute();
  return new Set(rows.map((row) => row.slug));
}

export interface AllianceFilter {
  kind?: AllianceKind | undefined;
  q?: string | undefined;
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

/** Active alliances, newest first in a total order. */
export async function listActiveAlliances(db: Database, filter: AllianceFilter): Promise<AllianceRow[]> {
  const { kind, q, before, limit } = filter;
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`state = 'active'`];
  if (kind !== undefined) and.push(sql`kind = ${kind}`);
  if (q) and.push(sql`position(lower(${q}) in lower(name)) > 0`);
  if (before) and.push(sql`(created_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`);
  const { rows } = await sql<AllianceRow>`
    select * from alliances where ${sql.join(and, sql` and `)}
    order by created_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

/** Alliances whose wind-down is over at `now`. */
export async function alliancesToEnd(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('alliances')
    .select('id')
    .where('state', '=', 'winding_down')
    .where('ends_at', '<=', now)
    .orderBy('ends_at')
    .execute();
  return rows.map((row) => row.id);
}

export interface AllianceFigures {
  allianceId: string;
  members: number;
  nodeIds: number[];
  upSeconds: number;
  knownSeconds: number;
}

/** Members now, nodes offered under the name now, and the evidence of their health of the last 90 days. */
export async function allianceFigures(
  db: Database | Tx,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, AllianceFigures>> {
  const { rows } = await sql<AllianceFigures>`
    select a.id as "allianceId",
      (select count(*) from alliance_members m where m.alliance_id = a.id and m.state in ('member', 'leaving'))::int as members,
      coalesce(array_agg(n.node_id order by n.node_id) filter (where n.node_id is not null), '{}') as "nodeIds",
      coalesce(sum(h.up), 0)::float8 as "upSeconds", coalesce(sum(h.known), 0)::float8 as "knownSeconds"
    from alliances a
    left join alliance_nodes n on n.alliance_id = a.id and ${offeredAt(now)}
    left join lateral (
      select sum(up_seconds) as up, sum(known_seconds) as known from node_health_daily where node_id = n.node_id) h on true
    where a.id = any(${ids}) group by a.id`.execute(db);
  return new Map(rows.map((row) => [row.allianceId, row]));
}

/** Given, not withdrawn, within its time, and still its provider's: of a row `n` of alliance_nodes and `a` of alliances. */
const offeredAt = (now: Date) => sql`a.state = 'active' and n.withdrawn_at is null
  and n.from_at <= ${now} and (n.ends_at is null or n.ends_at > ${now})
  and exists (select from provider_nodes p where p.node_id = n.node_id and p.user_id = n.user_id and p.status = 'listed')`;

export interface NodeAllianceRow {
  nodeId: number;
  id: string;
  slug: string;
  name: string;
}

/** Which alliances offer which nodes now. */
export async function alliancesOfNodes(db: Database | Tx, now: Date): Promise<NodeAllianceRow[]> {
  const { rows } = await sql<NodeAllianceRow>`
    select n.node_id as "nodeId", a.id, a.slug, a.name
    from alliance_nodes n join alliances a on a.id = n.alliance_id
    where ${offeredAt(now)} order by n.node_id, a.number`.execute(db);
  return rows;
}
