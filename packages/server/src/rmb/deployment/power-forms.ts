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

/** What a machine gets with its next start. Nodes cannot change one that stands: it is taken out and put in anew. */
export interface StartChange {
  env: Record<string, string>;
  /** Another size; a volume only grows. */
  layout?: { cpu: number; memoryMb: number; rootMb: number; volumeMb: number };
}

/** The same deployment, running again, as its given version: what was left out or changed starts anew under it. */
export function withPower(deployment: Deployment, version: number, change?: StartChange): Deployment {
  const isOff = powerMeans(deployment) === 'machine_off';
  const workloads = deployment.workloads.map((each) => {
    if (isOff && isMachine(each))
      return { ...each, version, data: change ? changed(each.data, change) : each.data } as Workload;
    if (isOff && each.type === 'zmount' && change?.layout && each.data.size !== change.layout.volumeMb * MIB)
      return { ...each, version, data: { size: change.layout.volumeMb * MIB } };
    return !isOff && isNetwork(each) ? ({ ...each, version } as Workload) : each;
  });
  return { ...deployment, version, workloads };
}

const MIB = 1024 ** 2;

function changed(machine: Machine, { env, layout }: StartChange): Machine {
  return {
    ...machine,
    env,
    ...(layout
      ? { size: layout.rootMb * MIB, compute_capacity: { cpu: layout.cpu, memory: layout.memoryMb * MIB } }
      : {}),
  };
}

/** The standing deployment with the volume as a change that did not start left it: a disk that grew stays so. */
export function withVolumeOf(standing: Deployment, tried: Deployment): Deployment {
  const volume = tried.workloads.find((each) => each.type === 'zmount');
  return {
    ...standing,
    workloads: standing.workloads.map((each) => (each.type === 'zmount' && volume ? volume : each)),
  };
}

/** Variables of the machine as it stands. */
export const environmentOf = (deployment: Deployment): Record<string, string> => machineOf(deployment).data.env;

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
