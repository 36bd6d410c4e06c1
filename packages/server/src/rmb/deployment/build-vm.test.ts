import { machineLayout } from '@marketplace/core/catalog';
import { describe, expect, it } from 'vitest';
import { buildVm, type VmOrder } from './build-vm.ts';
import { deploymentHash } from './challenge.ts';
import { newVmNetwork } from './new-network.ts';

const gib = 1024 ** 3;

function order(rest: Partial<VmOrder> = {}): VmOrder {
  return {
    deploymentId: '01929b7e-3f2a-7c11-9d52-0a1b2c3d4e5f',
    twinId: 7001,
    name: 'web-1',
    image: { flist: 'https://hub.grid.tf/tf-official-vms/ubuntu-24.04-full.flist', entrypoint: '' },
    layout: machineLayout('full', { cpu: 2, memoryMb: 4096, diskGb: 50 }),
    publicIpv4: true,
    sshKeys: ['ssh-ed25519 AAAA one', 'ssh-ed25519 BBBB two'],
    light: false,
    network: {
      wireguardPrivateKey: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
      wireguardListenPort: 5000,
      myceliumKeyHex: '0123456789abcdef'.repeat(4),
      myceliumSeedHex: '010203040506',
    },
    ...rest,
  };
}

describe('a machine', () => {
  it('is one deployment of network, disk, address and machine', () => {
    const { deployment, publicIps } = buildVm(order());
    expect(deployment.workloads.map(({ type }) => type)).toEqual(['network', 'zmount', 'ip', 'zmachine']);
    expect(publicIps).toBe(1);
    const [network, disk, , machine] = deployment.workloads;
    expect(disk?.data).toEqual({ size: 50 * gib });
    expect(machine?.data).toMatchObject({
      size: 2 * gib,
      compute_capacity: { cpu: 2, memory: 4 * gib },
      mounts: [{ name: disk?.name, mountpoint: '/' }],
      network: {
        public_ip: 'address',
        planetary: false,
        interfaces: [{ network: network?.name, ip: '10.20.2.2' }],
        mycelium: { network: network?.name, hex_seed: '010203040506' },
      },
      env: { SSH_KEY: 'ssh-ed25519 AAAA one\nssh-ed25519 BBBB two' },
    });
  });

  it('of a micro image has its disk as root filesystem', () => {
    const layout = machineLayout('micro', { cpu: 1, memoryMb: 2048, diskGb: 25 });
    const { deployment } = buildVm(order({ layout, publicIpv4: false }));
    expect(deployment.workloads.map(({ type }) => type)).toEqual(['network', 'zmachine']);
    expect(deployment.workloads[1]?.data).toMatchObject({ size: 25 * gib, mounts: [] });
  });

  it('on a light node uses the light workloads and has no public address', () => {
    const { deployment } = buildVm(order({ light: true, publicIpv4: false }));
    expect(deployment.workloads.map(({ type }) => type)).toEqual(['network-light', 'zmount', 'zmachine-light']);
    expect(deployment.workloads[2]?.data).not.toHaveProperty('network.public_ip');
    expect(() => buildVm(order({ light: true }))).toThrow(RangeError);
  });

  it('is byte-identical when it is built again from the same order', () => {
    const first = buildVm(order());
    const second = buildVm(structuredClone(order()));
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(deploymentHash(second.deployment)).toBe(deploymentHash(first.deployment));
  });

  it('has another hash and another network when only the order id differs', () => {
    const first = buildVm(order());
    const second = buildVm(order({ deploymentId: '01929b7e-3f2a-7c11-9d52-0a1b2c3d4e60' }));
    expect(deploymentHash(second.deployment)).not.toBe(deploymentHash(first.deployment));
    expect(second.deployment.workloads[0]?.name).not.toBe(first.deployment.workloads[0]?.name);
  });

  it('says nothing about the customer on chain and fits into 512 bytes', () => {
    const { deploymentData } = buildVm(order({ name: 'secret-project-of-alice' }));
    expect(deploymentData).not.toContain('secret');
    expect(Buffer.byteLength(deploymentData)).toBeLessThanOrEqual(512);
  });

  it.each(['a'.repeat(50), 'disk', 'address', 'ygg', 'n0123456789ab', 'web-1-of-2'])(
    'has workload names that nodes accept when it is called %s',
    (name) => {
      const names = buildVm(order({ name })).deployment.workloads.map((workload) => workload.name);
      for (const each of names) expect(each).toMatch(/^(?!ygg$)[a-zA-Z0-9_]{1,36}$/);
      expect(new Set(names).size).toBe(names.length);
    },
  );
});

describe('the random part of a network', () => {
  it('avoids the ports that the node uses', () => {
    const used = Array.from({ length: 7999 }, (_, offset) => 2000 + offset);
    expect(newVmNetwork(used).wireguardListenPort).toBe(9999);
    expect(() => newVmNetwork([...used, 9999])).toThrow(RangeError);
  });

  it('has keys of the lengths that nodes want', () => {
    const network = newVmNetwork([]);
    expect(Buffer.from(network.wireguardPrivateKey, 'base64')).toHaveLength(32);
    expect(network.myceliumKeyHex).toMatch(/^[0-9a-f]{64}$/);
    expect(network.myceliumSeedHex).toMatch(/^[0-9a-f]{12}$/);
  });
});
