import { randomBytes } from 'node:crypto';
import type { Deployment, Machine, Workload } from './deployment.ts';

/**
 * How a machine is made unreachable without losing its data: nodes have no pause, they only update deployments.
 * `machine_off`: its workload is left out, the disk and the address stay. `network_moved`: the disk lies in the machine
 * itself and would go with it, so its network gets another overlay address instead, and it runs on unseen.
 */
export type PowerMeans = 'machine_off' | 'network_moved';

export function powerMeans(deployment: Deployment): PowerMeans {
  return machineOf(deployment).data.mounts.length > 0 ? 'machine_off' : 'network_moved';
}

/** A public IPv4 of a machine that has to stay where it is goes on answering: nodes can neither change nor take it. */
export function staysReachable(deployment: Deployment): boolean {
  const { network } = machineOf(deployment).data as { network: { public_ip?: string } };
  return powerMeans(deployment) === 'network_moved' && Boolean(network.public_ip);
}

/** The same deployment, unreachable, as its given version. @param deployment as it was when it ran. */
export function withoutPower(deployment: Deployment, version: number): Deployment {
  const machine = machineOf(deployment);
  if (powerMeans(deployment) === 'machine_off') {
    return { ...deployment, version, workloads: deployment.workloads.filter((each) => each !== machine) };
  }
  const hexKey = randomBytes(32).toString('hex');
  const workloads = deployment.workloads.map((each) =>
    isNetwork(each) && each.data.mycelium
      ? ({ ...each, version, data: { ...each.data, mycelium: { ...each.data.mycelium, hex_key: hexKey } } } as Workload)
      : each,
  );
  return { ...deployment, version, workloads };
}

/** The same deployment, running again, as its given version: what was left out or changed starts anew under it. */
export function withPower(deployment: Deployment, version: number): Deployment {
  const isBack = powerMeans(deployment) === 'machine_off' ? isMachine : isNetwork;
  const workloads = deployment.workloads.map((each) => (isBack(each) ? ({ ...each, version } as Workload) : each));
  return { ...deployment, version, workloads };
}

type MachineWorkload = Workload & { data: Machine };

function machineOf({ workloads }: Deployment): MachineWorkload {
  const machine = workloads.find(isMachine);
  if (!machine) throw new Error('a deployment without a machine has no power');
  return machine;
}

const isMachine = (workload: Workload): workload is MachineWorkload =>
  workload.type === 'zmachine' || workload.type === 'zmachine-light';

const isNetwork = (workload: Workload): workload is Extract<Workload, { type: 'network' | 'network-light' }> =>
  workload.type === 'network' || workload.type === 'network-light';
