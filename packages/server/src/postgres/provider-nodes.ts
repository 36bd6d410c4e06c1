import type { NodeListing, NodePool } from '@marketplace/core/nodes';
import { type Selectable, sql, type Updateable } from 'kysely';
import type { Schema } from './schema.ts';
import { readSettings } from './settings.ts';
import type { Database, Tx } from './store.ts';

export type ProviderNodeRow = Selectable<Schema['provider_nodes']>;

/** The provider's nodes that are or were listed, in the order of their ids. */
export const nodesOfProvider = (db: Database | Tx, userId: string): Promise<ProviderNodeRow[]> =>
  db
    .selectFrom('provider_nodes')
    .selectAll()
    .where('user_id', '=', userId)
    .where('status', '!=', 'removed')
    .orderBy('node_id')
    .execute();

/** Whose node it is here; undefined for a node of the grid that nobody brought. */
export const findProviderNode = (db: Database | Tx, nodeId: number): Promise<ProviderNodeRow | undefined> =>
  db
    .selectFrom('provider_nodes')
    .selectAll()
    .where('node_id', '=', nodeId)
    .where('status', '!=', 'removed')
    .executeTakeFirst();

/** The provider's own node, kept as it is until the transaction ends. */
export const lockOwnNode = (tx: Tx, userId: string, nodeId: number): Promise<ProviderNodeRow | undefined> =>
  tx
    .selectFrom('provider_nodes')
    .selectAll()
    .where('node_id', '=', nodeId)
    .where('user_id', '=', userId)
    .where('status', '=', 'listed')
    .forUpdate()
    .executeTakeFirst();

export interface NewListing {
  userId: string;
  nodes: readonly { nodeId: number; farmId: number }[];
  apps: readonly string[];
  now: Date;
}

/**
 * Lists nodes as their provider's, exposed. Whoever had them before has lost them: the chain has shown whose they are. The
 * operator's pause and the node's own share stay with the node.
 */
export async function listNodesOf(tx: Tx, { userId, nodes, apps, now }: NewListing): Promise<void> {
  for (const { nodeId, farmId } of [...nodes].sort((left, right) => left.nodeId - right.nodeId)) {
    const present = {
      user_id: userId,
      farm_id: farmId,
      status: 'listed' as const,
      exposed: true,
      leaving_since: null,
      apps: [...apps],
    };
    await tx
      .insertInto('provider_nodes')
      .values({
        node_id: nodeId,
        ...present,
        paused_reason: null,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.column('node_id').doUpdateSet({ ...present, updated_at: now }))
      .execute();
  }
  await announceListings(tx);
}

export async function changeNode(
  tx: Tx,
  nodeId: number,
  change: Pick<Updateable<Schema['provider_nodes']>, 'exposed' | 'apps' | 'paused_reason' | 'leaving_since' | 'status'>,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('provider_nodes')
    .set({ ...change, updated_at: now })
    .where('node_id', '=', nodeId)
    .execute();
  await announceListings(tx);
}

/** Hides all nodes of a person; answers their ids. */
export async function hideNodesOf(tx: Tx, userId: string, now: Date): Promise<number[]> {
  const rows = await tx
    .updateTable('provider_nodes')
    .set({ exposed: false, updated_at: now })
    .where('user_id', '=', userId)
    .where('status', '=', 'listed')
    .returning('node_id')
    .execute();
  await announceListings(tx);
  return rows.map((row) => row.node_id);
}

/** A node that the person brought, also one that is gone, kept as it is until the transaction ends. */
export const lockBroughtNode = (tx: Tx, userId: string, nodeId: number): Promise<ProviderNodeRow | undefined> =>
  tx
    .selectFrom('provider_nodes')
    .selectAll()
    .where('node_id', '=', nodeId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();

/** Nodes that leave and on which nothing runs any more. */
export async function lockLeftNodes(tx: Tx, limit: number): Promise<{ nodeId: number; userId: string }[]> {
  const { rows } = await sql<{ nodeId: number; userId: string }>`
    select l.node_id as "nodeId", l.user_id as "userId" from provider_nodes l
    where l.status = 'listed' and l.leaving_since is not null and not exists (
      select from deployments d where d.node_id = l.node_id and d.status not in ('deleted', 'failed'))
    order by l.node_id limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

/** Any listed node, kept as it is until the transaction ends. */
export const lockListedNode = (tx: Tx, nodeId: number): Promise<ProviderNodeRow | undefined> =>
  tx
    .selectFrom('provider_nodes')
    .selectAll()
    .where('node_id', '=', nodeId)
    .where('status', '=', 'listed')
    .forUpdate()
    .executeTakeFirst();

/** Every process sees within two seconds of the commit that something about the listed nodes is different. */
export async function announceListings(tx: Tx): Promise<void> {
  await sql`update node_sync set version = version + 1 where id = 1`.execute(tx);
}

/** What holds for a node at this moment, from the tables themselves: the picture in memory may be a second old. */
export async function readListing(
  tx: Tx,
  nodeId: number,
): Promise<{ listing: NodeListing | undefined; pool: NodePool }> {
  const { rows } = await sql<NodeListing>`
    select exposed, paused_reason as "pausedReason", leaving_since is not null as leaving, farm_id as "farmId", apps, exists (
      select from role_grants
      where user_id = listed.user_id and role = 'cloud-provider' and revoked_at is null) as "providerActive"
    from provider_nodes listed where node_id = ${nodeId} and status = 'listed' for share`.execute(tx);
  const { providers } = await readSettings(tx);
  return { listing: rows[0], pool: providers.nodePool };
}

/** How many deployments each node carries now; nothing about whose they are. */
export async function liveDeploymentsOn(db: Database | Tx, nodeIds: readonly number[]): Promise<Map<number, number>> {
  if (nodeIds.length === 0) return new Map();
  const { rows } = await sql<{ nodeId: number; live: number }>`
    select node_id as "nodeId", count(*)::int as live from deployments
    where node_id = any(${nodeIds}) and status not in ('deleted', 'failed')
    group by node_id`.execute(db);
  return new Map(rows.map((row) => [row.nodeId, row.live]));
}

export interface UptimeDay {
  /** `2026-11-22`, UTC. */
  day: string;
  upSeconds: number;
  knownSeconds: number;
}

/** Evidence of the node's health by day, oldest first. */
export async function uptimeDays(db: Database, nodeId: number): Promise<UptimeDay[]> {
  const { rows } = await sql<UptimeDay>`
    select day::text, up_seconds::float8 as "upSeconds", known_seconds::float8 as "knownSeconds"
    from node_health_daily where node_id = ${nodeId} and known_seconds > 0
    order by day`.execute(db);
  return rows;
}
