import { createHash } from 'node:crypto';
import type { Deployment, Machine, Mycelium, Network, Workload } from './deployment.ts';

export interface VmOrder {
  /** Public id of the order: makes metadata and hash unique, so that equal orders never collide on a node. */
  deploymentId: string;
  /** The operator's twin, which owns, signs and pays. */
  twinId: number;
  /** The customer's name for it, `^[a-z0-9]+(-[a-z0-9]+)*$`; becomes the machine's name, never leaves the node. */
  name: string;
  image: { flist: string; entrypoint: string };
  /** As the price counted it: cores, MiB, root filesystem and at most one volume. */
  layout: { cpu: number; memoryMb: number; rootMb: number; volume: { sizeMb: number; mountpoint: string } | null };
  publicIpv4: boolean;
  sshKeys: string[];
  /** True on zos4 nodes, whose workloads are the light ones; they have no public IPv4. */
  light: boolean;
  network: VmNetwork;
}

/** Everything random about a deployment, made once by the caller and kept: a rebuilt deployment is byte-identical. */
export interface VmNetwork {
  /** 32 bytes, base64. */
  wireguardPrivateKey: string;
  /** One that the node does not use yet. */
  wireguardListenPort: number;
  /** 32 bytes, hex. */
  myceliumKeyHex: string;
  /** 6 bytes, hex. */
  myceliumSeedHex: string;
}

export interface BuiltVm {
  /** Unsigned and without contract; the same for the same order. */
  deployment: Deployment;
  /** For `createNodeContract`: public on chain, names the order and nothing about the customer. */
  deploymentData: string;
  publicIps: number;
}

const mib = 1024 ** 2;
// Each deployment has a network of its own, so that the same private range serves them all.
const ipRange = '10.20.0.0/16';
const subnet = '10.20.2.0/24';
const machineIp = '10.20.2.2';

/** One deployment, one contract: network, volume, address and machine together, so that nothing half-made can remain. */
export function buildVm(order: VmOrder): BuiltVm {
  if (order.light && order.publicIpv4) throw new RangeError('light nodes have no public IPv4');
  const networkName = networkNameOf(order.deploymentId);
  const deploymentData = JSON.stringify({
    version: 4,
    type: 'vm',
    name: networkName,
    projectName: `marketplace/${order.deploymentId}`,
  });
  const workloads: Workload[] = [networkWorkload(order, networkName)];
  if (order.layout.volume !== null) {
    workloads.push(part('zmount', volumeName, { size: order.layout.volume.sizeMb * mib }));
  }
  if (order.publicIpv4) workloads.push(part('ip', ipName, { v4: true, v6: false }));
  workloads.push(machineWorkload(order, networkName));
  return {
    deployment: {
      version: 0,
      twin_id: order.twinId,
      contract_id: 0,
      metadata: deploymentData,
      description: '',
      expiration: 0,
      signature_requirement: {
        requests: [{ twin_id: order.twinId, required: false, weight: 1 }],
        weight_required: 1,
        signatures: [],
        signature_style: '',
      },
      workloads,
    },
    deploymentData,
    publicIps: order.publicIpv4 ? 1 : 0,
  };
}

const volumeName = 'disk';
const ipName = 'address';

/** Unique per twin and node; short, because nodes derive interface names from it. */
function networkNameOf(deploymentId: string): string {
  return `n${createHash('sha256').update(deploymentId).digest('hex').slice(0, 12)}`;
}

/** Node names allow no hyphen and 36 characters; `ygg` is reserved, and our own parts have their names already. */
function machineNameOf(name: string): string {
  const plain = name.replaceAll('-', '_').slice(0, 34);
  return ['ygg', volumeName, ipName].includes(plain) || /^n[0-9a-f]{12}$/.test(plain) ? `${plain}_m` : plain;
}

function networkWorkload({ network, light }: VmOrder, name: string): Workload {
  const mycelium: Mycelium = { hex_key: network.myceliumKeyHex, peers: [] };
  const data: Network & { mycelium: Mycelium } = {
    ip_range: ipRange,
    subnet,
    wireguard_private_key: network.wireguardPrivateKey,
    wireguard_listen_port: network.wireguardListenPort,
    peers: [],
    mycelium,
  };
  return light ? part('network-light', name, data) : part('network', name, data);
}

function machineWorkload(order: VmOrder, networkName: string): Workload {
  const { layout, image, network } = order;
  const machine: Machine = {
    flist: image.flist,
    network: {
      mycelium: { network: networkName, hex_seed: network.myceliumSeedHex },
      interfaces: [{ network: networkName, ip: machineIp }],
    },
    size: layout.rootMb * mib,
    compute_capacity: { cpu: layout.cpu, memory: layout.memoryMb * mib },
    mounts: layout.volume === null ? [] : [{ name: volumeName, mountpoint: layout.volume.mountpoint }],
    entrypoint: image.entrypoint,
    env: { SSH_KEY: order.sshKeys.join('\n') },
    corex: false,
    gpu: [],
  };
  const name = machineNameOf(order.name);
  if (order.light) return part('zmachine-light', name, machine);
  const publicNetwork = { ...machine.network, public_ip: order.publicIpv4 ? ipName : '', planetary: false };
  return part('zmachine', name, { ...machine, network: publicNetwork });
}

function part<T extends Workload['type']>(
  type: T,
  name: string,
  data: Extract<Workload, { type: T }>['data'],
): Workload {
  // The pair of type and data is checked by the signature; TypeScript cannot carry it into the union.
  return { version: 0, name, type, data, metadata: '', description: '' } as Workload;
}
