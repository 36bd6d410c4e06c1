import { type Contribution, endBy } from '@marketplace/core/alliances';
import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type ContributionRow = Selectable<Schema['alliance_nodes']>;

export const contributionOf = (row: Pick<ContributionRow, 'from_at' | 'ends_at' | 'withdrawn_at'>): Contribution => ({
  fromMs: row.from_at.getTime(),
  endsMs: row.ends_at?.getTime() ?? null,
  withdrawn: row.withdrawn_at !== null,
});

/** A node and its apps, in one transaction; the constraints keep it apart from other alliances. */
export async function insertContribution(
  tx: Tx,
  row: Insertable<Schema['alliance_nodes']>,
  apps: readonly string[],
): Promise<void> {
  await tx.insertInto('alliance_nodes').values(row).execute();
  const { id, node_id, from_at, ends_at } = row;
  await tx
    .insertInto('alliance_node_apps')
    .values(apps.map((app) => ({ contribution_id: id, node_id, app, from_at, ends_at: ends_at ?? null })))
    .execute();
}

/** Whether two contributions of one node met in the database. 23P01: exclusion constraint. */
export function meetsAnother(error: unknown): boolean {
  const fault = error as { code?: unknown; constraint?: unknown } | null;
  return (
    fault?.code === '23P01' &&
    (fault.constraint === 'alliance_nodes_apart' || fault.constraint === 'alliance_node_apps_apart')
  );
}

export const findContribution = (
  db: Database | Tx,
  allianceId: string,
  id: string,
): Promise<ContributionRow | undefined> =>
  db
    .selectFrom('alliance_nodes')
    .selectAll()
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst();

/** Contributions that have not ended at `now`: of an alliance, or of one of its members. */
export async function runningContributions(
  tx: Tx,
  scope: { allianceId: string; memberId?: string },
  now: Date,
): Promise<ContributionRow[]> {
  let query = tx
    .selectFrom('alliance_nodes')
    .selectAll()
    .where('alliance_id', '=', scope.allianceId)
    .where((is) => is.or([is('ends_at', 'is', null), is('ends_at', '>', now)]));
  if (scope.memberId !== undefined) query = query.where('member_id', '=', scope.memberId);
  return query.orderBy('node_id').execute();
}

/** Withdraws contributions: each ends at `endsAt`, or earlier if it was to end before. */
export async function endContributions(
  tx: Tx,
  rows: readonly ContributionRow[],
  { endsAt, now }: { endsAt: Date; now: Date },
): Promise<void> {
  for (const row of rows)
    await tx
      .updateTable('alliance_nodes')
      .set({
        withdrawn_at: row.withdrawn_at ?? now,
        ends_at: new Date(endBy(contributionOf(row), endsAt.getTime())),
        updated_at: now,
      })
      .where('id', '=', row.id)
      .execute();
}

/** What was given while the alliance was only proposed counts from its activation. */
export async function startContributions(tx: Tx, allianceId: string, now: Date): Promise<void> {
  await tx
    .updateTable('alliance_nodes')
    .set({ from_at: now, updated_at: now })
    .where('alliance_id', '=', allianceId)
    .where('from_at', '<', now)
    .where((is) => is.or([is('ends_at', 'is', null), is('ends_at', '>', now)]))
    .execute();
}

/** Contributions of nodes that are no longer their giver's here, or whose giver is no provider any more. */
export async function orphanedContributions(db: Database | Tx, now: Date, nodeId?: number): Promise<ContributionRow[]> {
  const { rows } = await sql<ContributionRow>`
    select n.* from alliance_nodes n
    where (n.ends_at is null or n.ends_at > ${now}) and ${nodeId === undefined ? sql`true` : sql`n.node_id = ${nodeId}`}
      and (not exists (select from provider_nodes p
             where p.node_id = n.node_id and p.user_id = n.user_id and p.status = 'listed')
        or not exists (select from role_grants g
             where g.user_id = n.user_id and g.role = 'cloud-provider' and g.revoked_at is null))
    order by n.alliance_id, n.node_id`.execute(db);
  return rows;
}

export interface ContributionFilter {
  allianceId: string;
  id?: string | undefined;
  state: 'present' | 'ended' | 'all';
  now: Date;
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

export type ListedContribution = ContributionRow & { memberName: string; apps: string[] };

/** Newest first, in a total order. */
export async function listContributions(db: Database | Tx, filter: ContributionFilter): Promise<ListedContribution[]> {
  const { allianceId, id, state, now, before, limit } = filter;
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`n.alliance_id = ${allianceId}`];
  if (id !== undefined) and.push(sql`n.id = ${id}`);
  if (state === 'present') and.push(sql`(n.ends_at is null or n.ends_at > ${now})`);
  if (state === 'ended') and.push(sql`n.ends_at <= ${now}`);
  if (before) and.push(sql`(n.created_at, n.id) < (${before.at}::timestamptz, ${before.id}::uuid)`);
  const { rows } = await sql<ListedContribution>`
    select n.*, m.name as "memberName",
      array(select app from alliance_node_apps a where a.contribution_id = n.id order by app) as apps
    from alliance_nodes n join alliance_members m on m.id = n.member_id
    where ${sql.join(and, sql` and `)}
    order by n.created_at desc, n.id desc limit ${limit}`.execute(db);
  return rows;
}
