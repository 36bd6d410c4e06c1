import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from '../../clock.ts';
import type { ChainAccess, ChainNode } from '../chain/access.ts';
import type { NodeResources } from '../chain/genesis.ts';
import type { GridKeys } from '../world/keys.ts';
import type { WorldNode } from '../world/nodes.ts';
import { sum, systemShare, usedByAll } from './capacity.ts';
import type { DeploymentStore } from './deployment-store.ts';
import type { Faults } from './faults.ts';
import type { NodeStatuses } from './node-status.ts';

/** What everything about the simulated machines shares. */
export interface Grid {
  access: ChainAccess;
  clock: SandboxClock;
  state: DatabaseSync;
  keys: GridKeys;
  /** What the chain does not know of a machine; undefined for a node that joined later. */
  worldNode(nodeId: number): WorldNode | undefined;
  statuses: NodeStatuses;
  deployments: DeploymentStore;
  faults: Faults;
  /** KYC: nodes take deployments of verified twins only. */
  isVerified(twinId: number): boolean;
  /** Grows with every change of a deployment or a node's status, and with every chain event about farms, nodes or contracts. */
  revision(): number;
}

/** Bytes and cores in use on a node: its own system, other tenants, and the deployments of this sandbox. */
export function usedOn(grid: Grid, node: Pick<ChainNode, 'id' | 'resources'>): NodeResources {
  const others = grid.worldNode(node.id)?.usedByOthers;
  const parts = [systemShare(node.resources), usedByAll(grid.deployments.onNode(node.id))];
  const used = sum(others ? [...parts, others] : parts);
  const { mru, sru, hru } = node.resources;
  // Processors may be promised more than once, bytes may not.
  return { cru: used.cru, mru: Math.min(used.mru, mru), sru: Math.min(used.sru, sru), hru: Math.min(used.hru, hru) };
}
