import type { ChainContract } from '../chain/access.ts';
import { neededBy, shortage } from './capacity.ts';
import { workloadProblem } from './check-workload.ts';
import type { Deployment, Workload, WorkloadResult } from './deployment.ts';
import { type Grid, usedOn } from './grid.ts';
import { resultData } from './workload-results.ts';

/** Decides on one workload: `ok` with its data, or `error` with the reason in the node's words. */
export function resultOf(
  grid: Grid,
  nodeId: number,
  workload: Workload,
  deployment: Deployment,
  contract: ChainContract & { type: 'node' },
): WorkloadResult {
  const created = Math.floor(grid.clock.now() / 1000);
  const failed = (message: string): WorkloadResult => ({ created, state: 'error', message, data: null });
  const node = grid.worldNode(nodeId);
  const chainNode = grid.access.node(nodeId);
  if (node === undefined || chainNode === undefined) return failed('node is not ready');
  const all = [deployment, ...grid.deployments.onNode(nodeId).map((other) => other.deployment)];
  const networks = all
    .filter((each) => each.twin_id === deployment.twin_id)
    .flatMap((each) => each.workloads)
    .filter((each) => each.type.startsWith('network') && each.result?.state === 'ok');
  const around = {
    deployment,
    generation: node.generation,
    networks: new Set(networks.map((net) => net.name)),
    gatewayDomain: chainNode.publicConfig?.domain,
    ownsName: (name: string) =>
      grid.access
        .contracts()
        .some((each) => each.type === 'name' && each.name === name && each.twinId === deployment.twin_id),
  };
  const problem =
    workloadProblem(workload, around) ??
    (grid.statuses.of(nodeId) === 'full'
      ? `cannot fulfil required memory size ${neededBy(workload).mru} bytes out of usable 0 bytes`
      : shortage(neededBy(workload), chainNode.resources, usedOn(grid, chainNode)));
  if (problem !== undefined) return failed(problem);
  const networkOf = (name: string) => networks.find((net) => net.name === name);
  return { created, state: 'ok', message: '', data: resultData(workload, { deployment, contract, node, networkOf }) };
}
