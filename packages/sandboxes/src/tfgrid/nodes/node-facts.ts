import type { WorldNode } from '../world/nodes.ts';
import type { Grid } from './grid.ts';
import { machineOf } from './workload-machine.ts';

const shared = ['zmount', 'zdb', 'volume', 'gateway-name-proxy', 'gateway-fqdn-proxy', 'qsfs', 'zlogs', 'mycelium'];
const zos3 = [...shared, 'ipv4', 'ip', 'network', 'zmachine', 'wireguard', 'yggdrasil'];
const zos4 = [...shared, 'zmachine-light', 'network-light'];

/** Workload types and networks that the node's system offers. */
export function featuresOf(node: Pick<WorldNode, 'generation'> | undefined): readonly string[] {
  return node?.generation === 'zos4' ? zos4 : zos3;
}

export interface GpuInUse {
  id: string;
  vendor: string;
  device: string;
  /** 0 when free. */
  contract: number;
}

export function gpusOf(grid: Grid, nodeId: number): GpuInUse[] {
  const inUse = new Map<string, number>();
  for (const { deployment } of grid.deployments.onNode(nodeId)) {
    for (const workload of deployment.workloads) {
      for (const id of machineOf(workload)?.gpu ?? []) inUse.set(id, deployment.contract_id);
    }
  }
  const gpus = grid.worldNode(nodeId)?.gpus ?? [];
  return gpus.map(({ id, vendor, device }) => ({ id, vendor, device, contract: inUse.get(id) ?? 0 }));
}
