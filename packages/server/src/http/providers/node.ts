import type { ProviderNode, ProviderNodeDetail } from '@marketplace/contract';
import { type NodeIndex, offerState } from '@marketplace/core/nodes';
import { presentNode } from '../../nodes/present-node.ts';
import { lastShares } from '../../postgres/node-pool.ts';
import { liveDeploymentsOn, type ProviderNodeRow, uptimeDays } from '../../postgres/provider-nodes.ts';
import type { Store } from '../../postgres/store.ts';
import { HttpProblem } from '../problems.ts';
import type { Supply } from '../supply.ts';

/** What is read beside the listings themselves, for many nodes at once. */
export interface NodeFacts {
  index: NodeIndex;
  live: ReadonlyMap<number, number>;
  /** Shares set apart for a node. */
  shares: ReadonlyMap<number, number>;
  generalSharePercent: number;
}

export async function readNodeFacts(
  { store, supply }: { store: Store; supply: Supply },
  rows: readonly ProviderNodeRow[],
): Promise<NodeFacts> {
  const nodeIds = rows.map((row) => row.node_id);
  const [index, live, shares, { sharePercent: generalSharePercent }] = await Promise.all([
    supply.index(),
    liveDeploymentsOn(store.db, nodeIds),
    lastShares(store.db, nodeIds),
    supply.providerShares(),
  ]);
  return { index, live, shares, generalSharePercent };
}

/** Nodes with what their provider decided, as the provider sees them; a node that the grid never listed is left out. */
export async function nodesJson(
  parts: { store: Store; supply: Supply },
  rows: readonly ProviderNodeRow[],
): Promise<ProviderNode[]> {
  const facts = await readNodeFacts(parts, rows);
  return rows.flatMap((row) => nodeJson(row, facts) ?? []);
}

export async function nodeDetailJson(
  parts: { store: Store; supply: Supply },
  row: ProviderNodeRow,
): Promise<ProviderNodeDetail> {
  const [[node], days] = await Promise.all([nodesJson(parts, [row]), uptimeDays(parts.store.db, row.node_id)]);
  if (!node) throw noSuchNode();
  return { ...node, days };
}

export function nodeJson(row: ProviderNodeRow, facts: NodeFacts): ProviderNode | undefined {
  const indexed = facts.index.byId.get(row.node_id);
  const decided = { leaving: row.leaving_since !== null, pausedReason: row.paused_reason, exposed: row.exposed };
  return (
    indexed && {
      node: presentNode(indexed),
      exposed: row.exposed,
      pausedReason: row.paused_reason,
      state: offerState(decided, indexed.notOfferable),
      apps: row.apps,
      sharePercent: facts.shares.get(row.node_id) ?? facts.generalSharePercent,
      leavingSince: row.leaving_since?.toISOString() ?? null,
      liveDeployments: facts.live.get(row.node_id) ?? 0,
      listedAt: row.created_at.toISOString(),
    }
  );
}

/** What lists of nodes are sorted by. */
export const nodeSortValues = {
  id: ({ node }: ProviderNode) => node.id,
  uptime: ({ node }: ProviderNode) => node.uptimePercent,
  memory: ({ node }: ProviderNode) => node.free.memoryMb,
  cpu: ({ node }: ProviderNode) => node.total.cpu,
  deployments: ({ liveDeployments }: ProviderNode) => liveDeployments,
  listed: ({ listedAt }: ProviderNode) => listedAt,
};

export const noSuchNode = (): HttpProblem => new HttpProblem('not_found', 'You offer no node with this number.');
