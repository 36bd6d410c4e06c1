import { minimumRootBytes } from './capacity.ts';
import type { Deployment, Workload } from './deployment.ts';
import type { Machine } from './workload-data.ts';
import * as shape from './workload-data.ts';

/** What a running machine knows about itself: the answers of its shell come from here. */
export interface MachineFacts {
  /** Names the machine for good: contract and workload. */
  key: string;
  contractId: number;
  nodeId: number;
  hostname: string;
  image: Image;
  flist: string;
  cpu: number;
  memoryBytes: number;
  rootBytes: number;
  mounts: { mountpoint: string; sizeBytes: number }[];
  env: Record<string, string>;
  privateIp: string;
  myceliumIp: string;
  /** Public IPv4 without prefix length, if it has one. */
  publicIp?: string;
  bootedAtMs: number;
  /** Authorised keys, one per line of SSH_KEY. */
  sshKeys: string[];
}

export interface Image {
  prettyName: string;
  id: string;
  versionId: string;
  kernel: string;
}

const zosKernel = '6.1.21';
const images: [pattern: RegExp, image: Image][] = [
  [/ubuntu-24\.04/, { prettyName: 'Ubuntu 24.04.1 LTS', id: 'ubuntu', versionId: '24.04', kernel: '6.8.0-49-generic' }],
  [
    /ubuntu-22\.04/,
    { prettyName: 'Ubuntu 22.04.5 LTS', id: 'ubuntu', versionId: '22.04', kernel: '5.15.0-126-generic' },
  ],
  [
    /ubuntu-20\.04/,
    { prettyName: 'Ubuntu 20.04.6 LTS', id: 'ubuntu', versionId: '20.04', kernel: '5.4.0-200-generic' },
  ],
  [/debian-?12/, { prettyName: 'Debian GNU/Linux 12 (bookworm)', id: 'debian', versionId: '12', kernel: zosKernel }],
  [/alpine-?3/, { prettyName: 'Alpine Linux v3.20', id: 'alpine', versionId: '3.20.3', kernel: zosKernel }],
  [/centos/, { prettyName: 'CentOS Stream 9', id: 'centos', versionId: '9', kernel: zosKernel }],
  [/nixos/, { prettyName: 'NixOS 22.11 (Raccoon)', id: 'nixos', versionId: '22.11', kernel: zosKernel }],
];
const unknownImage: Image = { prettyName: 'Linux', id: 'linux', versionId: '1', kernel: zosKernel };

export function imageOf(flist: string): Image {
  return images.find(([pattern]) => pattern.test(flist))?.[1] ?? unknownImage;
}

export function machineFacts(nodeId: number, deployment: Deployment, workload: Workload, vm: Machine): MachineFacts {
  const { cpu, memory } = vm.compute_capacity;
  const sizeOf = (name: string) => {
    const disk = deployment.workloads.find((each) => each.name === name);
    return shape.storage.safeParse(disk?.data).data?.size ?? 0;
  };
  const result = workload.result?.data as { ip?: string; mycelium_ip?: string } | null;
  const ipWorkload = deployment.workloads.find((each) => each.name === vm.network.public_ip && each.type === 'ip');
  const publicIp = (ipWorkload?.result?.data as { ip?: string } | null)?.ip?.split('/')[0];
  return {
    key: `${deployment.contract_id}-${workload.name}`,
    contractId: deployment.contract_id,
    nodeId,
    hostname: workload.name,
    image: imageOf(vm.flist),
    flist: vm.flist,
    cpu,
    memoryBytes: memory,
    rootBytes: Math.max(vm.size, minimumRootBytes(cpu, memory)),
    mounts: vm.mounts.map(({ name, mountpoint }) => ({ mountpoint, sizeBytes: sizeOf(name) })),
    env: vm.env,
    privateIp: result?.ip ?? '',
    myceliumIp: result?.mycelium_ip ?? '',
    ...(publicIp ? { publicIp } : {}),
    bootedAtMs: (workload.result?.created ?? 0) * 1000,
    sshKeys: (vm.env.SSH_KEY ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  };
}
