import { createHash } from 'node:crypto';
import type { ChainContract } from '../chain/access.ts';
import type { WorldNode } from '../world/nodes.ts';
import type { Deployment, Workload } from './deployment.ts';
import * as shape from './workload-data.ts';

export interface ResultContext {
  deployment: Deployment;
  contract: ChainContract & { type: 'node' };
  node: WorldNode;
  /** Looks for a network workload of the twin on this node. */
  networkOf(name: string): Workload | undefined;
}

/** The `result.data` that a node publishes for a workload that runs. */
export function resultData(workload: Workload, context: ResultContext): unknown {
  const { deployment, contract, node } = context;
  const id = `${deployment.twin_id}-${deployment.contract_id}-${workload.name}`;
  switch (workload.type) {
    case 'zmachine':
    case 'zmachine-light':
      return machineResult(workload, id, context);
    case 'ip':
      return publicIpResult(workload, deployment, contract, node);
    case 'zmount':
      return { volume_id: id };
    case 'volume':
      return { id };
    case 'zdb':
      return { Namespace: id, IPs: [overlayAddress(`zdb/${node.id}`, 0x04)], Port: 9900 };
    case 'gateway-name-proxy':
      return { fqdn: `${shape.gateway.parse(workload.data).name}.${node.publicConfig?.domain ?? 'localhost'}` };
    case 'qsfs':
      return { path: `/var/run/cache/${id}`, metrics_endpoint: `http://[${overlayAddress(id, 0x04)}]:9100/metrics` };
    default:
      return null;
  }
}

function machineResult(workload: Workload, id: string, { node, networkOf }: ResultContext): unknown {
  const vm = shape.machine.parse(workload.data);
  const { network } = vm;
  const { ip = '', network: name = '' } = network.interfaces[0] ?? {};
  const mycelium_ip = machineMyceliumIp(node.id, vm, networkOf(name));
  const [a, b, c, last = '0'] = ip.split('.');
  const console_url = ip ? `${a}.${b}.${c}.0:${20_000 + Number(last)}` : '';
  const light = { id, ip, mycelium_ip, console_url };
  return workload.type === 'zmachine'
    ? { ...light, planetary_ip: network.planetary ? overlayAddress(id, 0x03) : '' }
    : light;
}

/** The overlay address of a machine in its network; empty when it has none. */
export function machineMyceliumIp(nodeId: number, { network }: shape.Machine, net: Workload | undefined): string {
  if (!network.mycelium) return '';
  const hexKey = net ? shape.network.parse(net.data).mycelium?.hex_key : undefined;
  return myceliumAddress(`${nodeId}/${hexKey ?? network.interfaces[0]?.network ?? ''}`, network.mycelium.hex_seed);
}

/** The contract's reserved addresses go to the deployment's IPv4 workloads in order. */
function publicIpResult(
  workload: Workload,
  deployment: Deployment,
  contract: ResultContext['contract'],
  node: WorldNode,
): unknown {
  const { v4, v6 } = shape.publicIp.parse(workload.data);
  const askers = deployment.workloads.filter((each) => each.type === 'ip' && shape.publicIp.parse(each.data).v4);
  const reserved = v4 ? contract.publicIps[askers.findIndex((each) => each.name === workload.name)] : undefined;
  return {
    ip: reserved?.ip ?? '',
    ip6: v6 ? `${overlayAddress(`ip6/${node.id}/${workload.name}`, 0x20)}/64` : '',
    gateway: reserved?.gateway ?? '',
  };
}

/** A network's part (64 bits, in 400::/7) and the machine's own part, which is its seed. */
function myceliumAddress(network: string, hexSeed: string): string {
  const head = createHash('sha256').update(network).digest();
  head[0] = 0x04 | ((head[0] ?? 0) & 1);
  const seed = Buffer.from(hexSeed.padEnd(12, '0').slice(0, 12), 'hex');
  return formatIpv6(Buffer.concat([head.subarray(0, 8), Buffer.from('ff0f', 'hex'), seed]));
}

function overlayAddress(name: string, firstByte: number): string {
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16);
  bytes[0] = firstByte;
  return formatIpv6(bytes);
}

function formatIpv6(bytes: Buffer): string {
  return Array.from({ length: 8 }, (_, group) => bytes.readUInt16BE(group * 2).toString(16)).join(':');
}
