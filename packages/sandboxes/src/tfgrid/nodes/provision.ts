import { usedBy } from './capacity.ts';
import { type ContractTimers, createContractTimers } from './contract-timers.ts';
import { resultOf } from './decide-workload.ts';
import type { Deployment, Workload } from './deployment.ts';
import type { Grid } from './grid.ts';

export interface Provisioner {
  /** Stores a checked deployment and starts its workloads one phase after the other. */
  start(nodeId: number, deployment: Deployment): void;
  /** Goes on with what a restart interrupted. */
  resumeAll(): void;
  pause(contractId: number, paused: boolean): void;
  remove(contractId: number): void;
  close(): void;
}

// Networks, addresses and disks first, then the machines that need them (image, then boot), gateways last.
const phases = [
  ['network', 'network-light', 'ip', 'ipv4', 'zmount', 'volume', 'zdb', 'qsfs'],
  ['zmachine', 'zmachine-light'],
  ['zlogs', 'gateway-name-proxy', 'gateway-fqdn-proxy'],
];

const reportAgainMs = 1000;

/** `deployDelayMs` is the time until a machine runs; `onChange` hears of every change of a running workload. */
export function createProvisioner(grid: Grid, deployDelayMs: number, onChange: () => void): Provisioner {
  const { later, cancel, close } = createContractTimers();

  const runPhase = (contractId: number, phase: number): void => {
    const stored = grid.deployments.get(contractId);
    const contract = grid.access.contract(contractId);
    if (stored === undefined || contract?.type !== 'node') return;
    const { deployment, nodeId } = stored;
    // A machine that is switched off, or whose contract is in grace, goes on when it is back.
    if (stored.paused || !grid.statuses.isReachable(nodeId)) {
      later(contractId, deployDelayMs + 20, () => runPhase(contractId, phase));
      return;
    }
    for (const workload of deployment.workloads) {
      if (phases[phase]?.includes(workload.type) && isWaiting(workload)) {
        workload.result = resultOf(grid, nodeId, workload, deployment, contract);
      }
    }
    grid.deployments.put(stored);
    onChange();
    if (phase + 1 < phases.length) later(contractId, deployDelayMs / 2, () => runPhase(contractId, phase + 1));
    else report(contractId);
  };
  const report = (contractId: number) => reportUsage(grid, later, contractId);

  return {
    start(nodeId, deployment) {
      grid.deployments.put({ nodeId, deployment, paused: false, acceptedAtMs: Math.floor(grid.clock.now()) });
      onChange();
      later(deployment.contract_id, deployDelayMs / 2, () => runPhase(deployment.contract_id, 0));
    },
    resumeAll() {
      for (const { deployment } of grid.deployments.all()) {
        const { contract_id, workloads } = deployment;
        const contract = grid.access.contract(contract_id);
        if (workloads.some(isWaiting)) later(contract_id, 0, () => runPhase(contract_id, 0));
        else if (contract?.type === 'node' && contract.used === undefined) report(contract_id);
      }
      onChange();
    },
    pause(contractId, paused) {
      const stored = grid.deployments.get(contractId);
      if (stored === undefined) return;
      setPaused(stored.deployment, paused);
      grid.deployments.put({ ...stored, paused });
      onChange();
    },
    remove(contractId) {
      cancel(contractId);
      grid.deployments.remove(contractId);
      onChange();
    },
    close,
  };
}

/** Tells the chain what is used: from now on the contract costs. Repeats until the chain has it or the contract is gone. */
function reportUsage(grid: Grid, later: ContractTimers['later'], contractId: number): void {
  const stored = grid.deployments.get(contractId);
  if (stored === undefined || grid.access.contract(contractId) === undefined) return;
  grid.access
    .reportContractResources(stored.nodeId, contractId, usedBy(stored.deployment))
    .catch(() => later(contractId, reportAgainMs, () => reportUsage(grid, later, contractId)));
}

function setPaused({ workloads }: Deployment, paused: boolean): void {
  for (const { result, type } of workloads) {
    // Gateways stay open during grace.
    if (!result || type.startsWith('gateway')) continue;
    if (paused && result.state === 'ok') result.state = 'paused';
    else if (!paused && result.state === 'paused') result.state = 'ok';
  }
}

function isWaiting({ result }: Workload): boolean {
  return result === undefined || result.state === 'init';
}
