import type { Grid } from './grid.ts';
import type { Provisioner } from './provision.ts';

/** Nodes do what the chain says of their contracts: cancelled ones go, those in grace stand still. Returns how to stop. */
export function followChain(grid: Grid, provisioner: Provisioner): () => void {
  reconcile(grid, provisioner);
  return grid.access.onEvent(({ pallet, name, value, finalized }) => {
    if (finalized || pallet !== 'SmartContractModule') return;
    if (name === 'NodeContractCanceled') provisioner.remove(contractIdIn(value));
    else if (name === 'ContractUpdated') leaveIfMoved(grid, provisioner, contractIdIn(value));
    else if (name === 'ContractGracePeriodStarted') provisioner.pause(contractIdIn(value), true);
    else if (name === 'ContractGracePeriodEnded') provisioner.pause(contractIdIn(value), false);
  });
}

/** What happened while nobody listened, read from the contracts themselves. */
function reconcile(grid: Grid, provisioner: Provisioner): void {
  for (const { deployment, paused } of grid.deployments.all()) {
    const contract = grid.access.contract(deployment.contract_id);
    if (contract === undefined || contract.state === 'Deleted') provisioner.remove(deployment.contract_id);
    else leaveIfMoved(grid, provisioner, deployment.contract_id);
    if (contract !== undefined && paused !== (contract.state === 'GracePeriod'))
      provisioner.pause(deployment.contract_id, !paused);
  }
}

/** A contract that was moved to another node takes nothing along: the copy here goes, disks included. */
function leaveIfMoved(grid: Grid, provisioner: Provisioner, contractId: number): void {
  const contract = grid.access.contract(contractId);
  const here = grid.deployments.get(contractId)?.nodeId;
  if (contract?.type === 'node' && here !== undefined && contract.nodeId !== here) provisioner.remove(contractId);
}

function contractIdIn(value: unknown): number {
  return Number((value as { contract_id: bigint }).contract_id);
}
