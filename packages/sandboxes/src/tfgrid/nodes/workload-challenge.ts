import type { WorkloadType } from './deployment.ts';
import * as shape from './workload-data.ts';

/** The part of the challenge that a workload's own fields make. Field order is the protocol; throws a ZodError on wrong data. */
export function dataChallenge(type: WorkloadType, data: unknown): string {
  return challenges[type](data);
}

const challenges: Record<WorkloadType, (data: unknown) => string> = {
  zmount: sizeOnly,
  volume: sizeOnly,
  ip(data) {
    const { v4, v6 } = shape.publicIp.parse(data);
    return `${v4}${v6}`;
  },
  ipv4: () => '',
  zlogs(data) {
    const { zmachine, output } = shape.zlogs.parse(data);
    return zmachine + output;
  },
  zdb(data) {
    const { size, mode, password, public: open } = shape.zdb.parse(data);
    return `${size}${mode}${password}${open}`;
  },
  network,
  'network-light': network,
  zmachine: (data) => machine(data, true),
  'zmachine-light': (data) => machine(data, false),
  'gateway-name-proxy': gateway,
  'gateway-fqdn-proxy': gateway,
  qsfs,
};

function sizeOnly(data: unknown): string {
  return String(shape.storage.parse(data).size);
}

/** Go prints an absent network as `<nil>`. */
function net(value: string | undefined): string {
  return value || '<nil>';
}

function network(data: unknown): string {
  const { ip_range, subnet, wireguard_private_key, wireguard_listen_port, peers, mycelium } = shape.network.parse(data);
  const peerParts = peers.map(
    (peer) => peer.wireguard_public_key + peer.endpoint + net(peer.subnet) + peer.allowed_ips.map(net).join(''),
  );
  const own = `${net(ip_range)}${net(subnet)}${wireguard_private_key}${wireguard_listen_port}`;
  const overlay = mycelium ? mycelium.hex_key.toLowerCase() + mycelium.peers.join('') : '';
  return own + peerParts.join('') + overlay;
}

function machine(data: unknown, full: boolean): string {
  const vm = shape.machine.parse(data);
  const { public_ip, planetary, interfaces, mycelium } = vm.network;
  const overlay = mycelium ? (mycelium.network ?? mycelium.Network ?? '') + mycelium.hex_seed.toLowerCase() : '';
  return [
    vm.flist,
    full ? `${public_ip}${planetary}` : '',
    ...interfaces.map((each) => each.network + each.ip),
    overlay,
    `${vm.size}${vm.compute_capacity.cpu}${vm.compute_capacity.memory}`,
    ...vm.mounts.map((mount) => mount.name + mount.mountpoint),
    vm.entrypoint,
    ...Object.keys(vm.env)
      .sort()
      .map((key) => `${key}=${vm.env[key]}`),
    ...vm.gpu,
  ].join('');
}

function gateway(data: unknown): string {
  const { name, fqdn, tls_passthrough, backends, network: via } = shape.gateway.parse(data);
  return `${name ?? fqdn}${tls_passthrough}${backends.join('')}${via ?? ''}`;
}

function qsfs(data: unknown): string {
  const { cache, config } = shape.qsfs.parse(data);
  const backend = (each: shape.QsfsBackend) => each.address + each.namespace + each.password;
  return [
    `${cache}${config.minimal_shards}${config.expected_shards}${config.redundant_groups}${config.redundant_nodes}`,
    `${config.max_zdb_data_dir_size}${config.encryption.algorithm}${config.encryption.key.toLowerCase()}`,
    config.meta.type + config.meta.config.prefix,
    config.meta.config.encryption.algorithm + config.meta.config.encryption.key.toLowerCase(),
    ...config.meta.config.backends.map(backend),
    ...config.groups.flatMap((group) => group.backends.map(backend)),
    config.compression.algorithm,
  ].join('');
}
