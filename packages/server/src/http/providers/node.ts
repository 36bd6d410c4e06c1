import type { ProviderNode, ProviderNodeDetail } from '@marketplace/contract';
import type { NodeIndex } from '@marketplace/core/nodes';
import { presentNode } from '../../nodes/present-node.ts';
import { liveDeploymentsOn, type ProviderNodeRow, uptimeDays } from '../../postgres/provider-nodes.ts';
import type { Store } from '../../postgres/store.ts';
import { HttpProblem } from '../problems.ts';
import type { Supply } from '../supply.ts';

/** Nodes with what their provider decided, as the provider sees them; a node that the grid never listed is left out. */
export async function nodesJson(
  { store, supply }: { store: Store; supply: Supply },
  rows: readonly ProviderNodeRow[],
): Promise<ProviderNode[]> {
  const [index, live] = await Promise.all([
    supply.index(),
    liveDeploymentsOn(
      store.db,
      rows.map((row) => row.node_id),
    ),
  ]);
  return rows.flatMap((row) => nodeJson(row, index, live.get(row.node_id) ?? 0) ?? []);
}

export async function nodeDetailJson(
  parts: { store: Store; supply: Supply },
  row: ProviderNodeRow,
): Promise<ProviderNodeDetail> {
  const [[node], days] = await Promise.all([nodesJson(parts, [row]), uptimeDays(parts.store.db, row.node_id)]);
  if (!node) throw noSuchNode();
  return { ...node, days };
}

function nodeJson(row: ProviderNodeRow, { byId }: NodeIndex, liveDeployments: number): ProviderNode | undefined {
  const indexed = byId.get(row.node_id);
  return (
    indexed && {
      node: presentNode(indexed),
      exposed: row.exposed,
      pausedReason: row.paused_reason,
      apps: row.apps,
      liveDeployments,
      listedAt: row.created_at.toISOString(),
    }
  );
}

export const noSuchNode = (): HttpProblem => new HttpProblem('not_found', 'You offer no node with this number.');
