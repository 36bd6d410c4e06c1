import { minimumRootBytes } from './capacity.ts';
import type { Deployment, Workload } from './deployment.ts';
import * as shape from './workload-data.ts';

export interface WorkloadSurroundings {
  deployment: Deployment;
  /** Networks of the same twin on the same node, from other deployments too. */
  networks: ReadonlySet<string>;
  generation: 'zos3' | 'zos4';
  /** Domain that the node's gateway serves, if it is one. */
  gatewayDomain?: string;
  /** True when the deployment's twin holds this name on chain. */
  ownsName(name: string): boolean;
}

const mib = 1024 ** 2;
const reservedNetworks = new Set(['ygg', 'pub', 'mycelium']);
const lightOnly = new Set(['zmachine-light', 'network-light']);
const fullOnly = new Set(['zmachine', 'network', 'ip', 'ipv4', 'zlogs']);

/** Why this workload cannot run, in the node's words; undefined when it can. */
export function workloadProblem(workload: Workload, around: WorkloadSurroundings): string | undefined {
  const foreign = around.generation === 'zos4' ? fullOnly : lightOnly;
  if (foreign.has(workload.type)) return `workload type '${workload.type}' is not supported by this node`;
  if (workload.type === 'zmachine' || workload.type === 'zmachine-light') {
    return machineProblem(shape.machine.parse(workload.data), workload, around);
  }
  if (workload.type === 'ip') {
    const { v4, v6 } = shape.publicIp.parse(workload.data);
    if (!v4 && !v6) return 'public ip workload must ask for v4 or v6';
  }
  if (workload.type.startsWith('gateway')) return gatewayProblem(workload, around);
  return undefined;
}

function gatewayProblem({ type, data }: Workload, around: WorkloadSurroundings): string | undefined {
  const { name, fqdn, backends } = shape.gateway.parse(data);
  if (around.gatewayDomain === undefined) return 'node is not a gateway: it has no public configuration with a domain';
  if (backends.length !== 1) return 'only one backend is supported';
  if (type === 'gateway-fqdn-proxy') return fqdn ? undefined : 'invalid fqdn';
  if (!name || !/^[a-zA-Z0-9-_]+$/.test(name)) return 'invalid gateway name';
  return around.ownsName(name) ? undefined : `no name contract for '${name}'`;
}

function machineProblem(vm: shape.Machine, workload: Workload, around: WorkloadSurroundings): string | undefined {
  const { cpu, memory } = vm.compute_capacity;
  if (memory < 250 * mib) return 'mem capacity cannot be less that 250M';
  const least = minimumRootBytes(cpu, memory);
  if (vm.size !== 0 && vm.size < least) return `rootfs size cannot be less than ${least}`;
  const { interfaces, public_ip } = vm.network;
  if (interfaces.length !== 1) return 'only one network interface is supported at the moment';
  const name = interfaces[0]?.network ?? '';
  if (reservedNetworks.has(name)) return `network name '${name}' is reserved`;
  if (!around.networks.has(name)) return `network '${name}' is not found on this node`;
  for (const mount of vm.mounts) {
    const disk = around.deployment.workloads.find((each) => each.name === mount.name);
    if (!disk || !['zmount', 'volume', 'qsfs'].includes(disk.type))
      return `no disk named '${mount.name}' in this deployment`;
  }
  return public_ip ? publicIpProblem(public_ip, workload, around.deployment) : undefined;
}

function publicIpProblem(name: string, workload: Workload, deployment: Deployment): string | undefined {
  if (!deployment.workloads.some((each) => each.name === name && each.type === 'ip')) {
    return `no public ip workload named '${name}' in this deployment`;
  }
  const others = deployment.workloads.filter((each) => each.type === 'zmachine' && each.name !== workload.name);
  const shared = others.some((each) => shape.machine.parse(each.data).network.public_ip === name);
  return shared ? `public ip '${name}' is used by more than one machine` : undefined;
}
