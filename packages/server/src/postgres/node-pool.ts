import { type Selectable, sql } from 'kysely';
import type { ProviderNodeRow } from './provider-nodes.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

/** A listed node with who brought it. */
export type PoolNodeRow = ProviderNodeRow & {
  providerName: string;
  email: string;
  providerActive: boolean;
};

/** All nodes that providers have listed, or one of them; by id. */
export async function poolNodes(db: Database, nodeId?: number): Promise<PoolNodeRow[]> {
  const { rows } = await sql<PoolNodeRow>`
    select l.*, coalesce(p.name, u.name) as "providerName", u.email, exists (
      select from role_grants g
      where g.user_id = l.user_id and g.role = 'cloud-provider' and g.revoked_at is null) as "providerActive"
    from provider_nodes l
    join users u on u.id = l.user_id
    left join provider_profiles p on p.user_id = l.user_id
    where l.status = 'listed' ${nodeId === undefined ? sql`` : sql`and l.node_id = ${nodeId}`}
    order by l.node_id`.execute(db);
  return rows;
}

type NodeShareRow = Selectable<Schema['node_shares']>;

/** The share that was last set for each of the nodes; nodes without one are left out. */
export async function lastShares(db: Database | Tx, nodeIds: readonly number[]): Promise<Map<number, number>> {
  if (nodeIds.length === 0) return new Map();
  const { rows } = await sql<{ nodeId: number; percent: number | null }>`
    select distinct on (node_id) node_id as "nodeId", percent from node_shares
    where node_id = any(${nodeIds}) order by node_id, from_hour desc, id desc`.execute(db);
  return new Map(rows.flatMap(({ nodeId, percent }) => (percent === null ? [] : [[nodeId, percent] as const])));
}

/** What was set for a node, newest first, with who set it. */
export const shareHistory = (db: Database, nodeId: number): Promise<(NodeShareRow & { email: string })[]> =>
  db
    .selectFrom('node_shares as s')
    .innerJoin('users as u', 'u.id', 's.set_by')
    .selectAll('s')
    .select('u.email')
    .where('s.node_id', '=', nodeId)
    .orderBy('s.id', 'desc')
    .limit(50)
    .execute();

export const insertShare = async (tx: Tx, row: Omit<NodeShareRow, 'id'>): Promise<void> =>
  void (await tx.insertInto('node_shares').values(row).execute());
