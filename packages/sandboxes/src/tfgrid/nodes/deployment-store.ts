import type { DatabaseSync } from 'node:sqlite';
import type { Deployment } from './deployment.ts';

/** A deployment as its node keeps it. */
export interface StoredDeployment {
  nodeId: number;
  deployment: Deployment;
  /** True while the contract is in its grace period: workloads stand still, disks stay. */
  paused: boolean;
  acceptedAtMs: number;
}

export interface DeploymentStore {
  get(contractId: number): StoredDeployment | undefined;
  onNode(nodeId: number): StoredDeployment[];
  all(): StoredDeployment[];
  put(stored: StoredDeployment): void;
  remove(contractId: number): void;
}

/** Reads come from memory, writes go through to the state at once. */
export function createDeploymentStore(state: DatabaseSync): DeploymentStore {
  const stored = new Map<number, StoredDeployment>();
  // 2,000 nodes are asked at once when the proxy lists them.
  const byNode = new Map<number, Map<number, StoredDeployment>>();
  const remember = (entry: StoredDeployment) => {
    const { contract_id } = entry.deployment;
    stored.set(contract_id, entry);
    const onNode = byNode.get(entry.nodeId) ?? new Map<number, StoredDeployment>();
    byNode.set(entry.nodeId, onNode.set(contract_id, entry));
  };
  for (const row of state.prepare('select * from deployments order by contract_id').all()) {
    remember({
      nodeId: Number(row.node_id),
      deployment: JSON.parse(String(row.document)) as Deployment,
      paused: row.paused === 1,
      acceptedAtMs: Number(row.accepted_at_ms),
    });
  }
  const save = state.prepare(
    `insert into deployments values (?, ?, ?, ?, ?) on conflict (contract_id)
     do update set document = excluded.document, paused = excluded.paused`,
  );
  const erase = state.prepare('delete from deployments where contract_id = ?');
  return {
    get: (contractId) => stored.get(contractId),
    onNode: (nodeId) => [...(byNode.get(nodeId)?.values() ?? [])],
    all: () => [...stored.values()],
    put(entry) {
      const { contract_id } = entry.deployment;
      remember(entry);
      save.run(contract_id, entry.nodeId, JSON.stringify(entry.deployment), entry.paused ? 1 : 0, entry.acceptedAtMs);
    },
    remove(contractId) {
      byNode.get(stored.get(contractId)?.nodeId ?? 0)?.delete(contractId);
      stored.delete(contractId);
      erase.run(contractId);
    },
  };
}
