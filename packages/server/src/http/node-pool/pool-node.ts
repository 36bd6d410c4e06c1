import type { PoolNode, PoolNodeDetail } from '@marketplace/contract';
import { type PoolNodeRow, poolNodes, shareHistory } from '../../postgres/node-pool.ts';
import { uptimeDays } from '../../postgres/provider-nodes.ts';
import type { Store } from '../../postgres/store.ts';
import { HttpProblem } from '../problems.ts';
import { type NodeFacts, nodeJson, readNodeFacts } from '../providers/node.ts';
import type { Supply } from '../supply.ts';

type Parts = { store: Store; supply: Supply };

/** The nodes of the pool; a node that the grid never listed is left out. */
export async function poolNodesJson(parts: Parts): Promise<PoolNode[]> {
  const rows = await poolNodes(parts.store.db);
  const facts = await readNodeFacts(parts, rows);
  return rows.flatMap((row) => poolNodeJson(row, facts) ?? []);
}

export async function poolNodeDetailJson(parts: Parts, nodeId: number): Promise<PoolNodeDetail> {
  const { db } = parts.store;
  const [row] = await poolNodes(db, nodeId);
  if (!row) throw notInPool();
  const [facts, days, shares] = await Promise.all([
    readNodeFacts(parts, [row]),
    uptimeDays(db, nodeId),
    shareHistory(db, nodeId),
  ]);
  const node = poolNodeJson(row, facts);
  if (!node) throw notInPool();
  return {
    ...node,
    days,
    generalSharePercent: facts.generalSharePercent,
    shares: shares.map((share) => ({
      percent: share.percent,
      from: share.from_hour.toISOString(),
      reason: share.reason,
      setBy: share.email,
      setAt: share.set_at.toISOString(),
    })),
  };
}

function poolNodeJson(row: PoolNodeRow, facts: NodeFacts): PoolNode | undefined {
  const node = nodeJson(row, facts);
  return (
    node && {
      ...node,
      provider: { userId: row.user_id, name: row.providerName, email: row.email, active: row.providerActive },
      ownSharePercent: facts.shares.get(row.node_id) ?? null,
    }
  );
}

export const notInPool = (): HttpProblem => new HttpProblem('not_found', 'No provider offers a node with this number.');
