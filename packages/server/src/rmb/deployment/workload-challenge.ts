import type {
  GatewayProxy,
  Machine,
  Mycelium,
  Network,
  QuantumSafeFileSystem,
  Workload,
  WorkloadData,
  ZdbBackend,
} from './deployment.ts';

type Part = string | number | boolean;

/** The part of the challenge that a workload's data gives. `corex` of a machine is not in it, by the node's own rule. */
export function workloadDataChallenge(workload: Workload): string {
  return parts(workload).join('');
}

function parts(workload: Workload): Part[] {
  switch (workload.type) {
    case 'zmount':
    case 'volume':
      return [workload.data.size];
    case 'ip':
      return [workload.data.v4, workload.data.v6];
    case 'zlogs':
      return [workload.data.zmachine, workload.data.output];
    case 'zdb':
      return [workload.data.size, workload.data.mode, workload.data.password, workload.data.public];
    case 'network':
    case 'network-light':
      return network(workload.data);
    case 'zmachine':
      return fullMachine(workload.data);
    case 'zmachine-light':
      return [workload.data.flist, ...interfaces(workload.data), ...machine(workload.data)];
    case 'gateway-name-proxy':
      return [workload.data.name, ...proxy(workload.data)];
    case 'gateway-fqdn-proxy':
      return [workload.data.fqdn, ...proxy(workload.data)];
    case 'qsfs':
      return [workload.data.cache, ...qsfs(workload.data.config)];
  }
}

function network({ mycelium, ...data }: Network): Part[] {
  const peers = data.peers.flatMap((peer) => [
    peer.wireguard_public_key,
    peer.endpoint,
    peer.subnet,
    ...peer.allowed_ips,
  ]);
  const own = [data.ip_range, data.subnet, data.wireguard_private_key, data.wireguard_listen_port];
  return [...own, ...peers, ...(mycelium === undefined ? [] : myceliumOf(mycelium))];
}

function myceliumOf({ hex_key, peers }: Mycelium): Part[] {
  return [hex_key, ...peers];
}

function fullMachine(data: WorkloadData['zmachine']): Part[] {
  return [data.flist, data.network.public_ip, data.network.planetary, ...interfaces(data), ...machine(data)];
}

function interfaces({ network }: Machine): Part[] {
  const own = network.interfaces.flatMap((each) => [each.network, each.ip]);
  return network.mycelium === undefined ? own : [...own, network.mycelium.network, network.mycelium.hex_seed];
}

function machine(data: Machine): Part[] {
  const mounts = data.mounts.flatMap((mount) => [mount.name, mount.mountpoint]);
  const env = Object.entries(data.env)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`);
  const { cpu, memory } = data.compute_capacity;
  return [data.size, cpu, memory, ...mounts, data.entrypoint, ...env, ...data.gpu];
}

function proxy(data: GatewayProxy): Part[] {
  return [data.tls_passthrough, ...data.backends, data.network ?? ''];
}

function qsfs(config: QuantumSafeFileSystem['config']): Part[] {
  const { meta } = config;
  return [
    config.minimal_shards,
    config.expected_shards,
    config.redundant_groups,
    config.redundant_nodes,
    config.max_zdb_data_dir_size,
    config.encryption.algorithm,
    config.encryption.key,
    meta.type,
    meta.config.prefix,
    meta.config.encryption.algorithm,
    meta.config.encryption.key,
    ...meta.config.backends.flatMap(backend),
    ...config.groups.flatMap((group) => group.backends.flatMap(backend)),
    config.compression.algorithm,
  ];
}

function backend({ address, namespace, password }: ZdbBackend): Part[] {
  return [address, namespace, password];
}
