import type { ChainFarm } from '../chain/access.ts';
import type { Grid } from '../nodes/grid.ts';
import { type ContractRow, contractRow } from './contract-rows.ts';
import type { FarmRow, PublicIpRow } from './farm-rows.ts';
import type { Indexer } from './indexer.ts';
import { type NodeRow, nodeRow } from './node-row.ts';

/** The proxy's tables, computed from the chain and the machines as they are now. */
export interface Rows {
  nodes(): NodeRow[];
  node(nodeId: number): NodeRow | undefined;
  farms(): FarmRow[];
  publicIps(): PublicIpRow[];
  contracts(): ContractRow[];
}

export function createRows(grid: Grid, indexer: Indexer): Rows {
  const sources = (farms: ChainFarm[]) => ({
    grid,
    farms: new Map(farms.map((farm) => [farm.id, farm])),
    twinOfContract: (contractId: number) => grid.access.contract(contractId)?.twinId,
  });
  const nodes = keptWhileUnchanged(grid, () => {
    const shared = sources(grid.access.farms());
    return grid.access.nodes().map((node) => nodeRow(node, shared));
  });
  return {
    nodes,
    node(nodeId) {
      const node = grid.access.node(nodeId);
      const farm = node && grid.access.farm(node.farmId);
      return node && nodeRow(node, sources(farm ? [farm] : []));
    },
    farms() {
      const byFarm = Map.groupBy(nodes(), (row) => row.node.farmId);
      return grid.access.farms().map((farm) => ({ farm, nodes: byFarm.get(farm.id) ?? [] }));
    },
    publicIps: () =>
      grid.access.farms().flatMap((farm) =>
        farm.publicIps.map((ip, index) => ({
          id: `${String(farm.id).padStart(6, '0')}-${index}`,
          ip: ip.ip,
          gateway: ip.gateway,
          contract_id: ip.contractId,
          farm_id: farm.id,
        })),
      ),
    contracts: () => indexer.contracts().map((indexed) => contractRow(indexed, grid.access)),
  };
}

// Reports of nodes trickle in all the time; rows may lag behind them by so much.
const reportLagMs = 10_000;

/** Clients walk through pages: the same rows serve them until something changes. */
function keptWhileUnchanged<T>(grid: Grid, compute: () => T): () => T {
  let kept: { key: string; value: T } | undefined;
  return () => {
    const key = `${grid.revision()}/${Math.floor(grid.clock.now() / reportLagMs)}`;
    if (kept?.key !== key) kept = { key, value: compute() };
    return kept.value;
  };
}
