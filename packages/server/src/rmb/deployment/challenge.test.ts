import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { challenge, deploymentHash, signingDigest } from './challenge.ts';
import type { Deployment, Workload } from './deployment.ts';

/** Values that the reference client produces too, one per kind of workload. */
const wireguardKey = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const key64 = '0123456789abcdef'.repeat(4);
const apps = 'https://hub.grid.tf/tf-official-apps';

function deploymentOf(workloads: Workload[], rest: Partial<Deployment> = {}): Deployment {
  return {
    version: 0,
    twin_id: 42,
    contract_id: 0,
    metadata: '',
    description: '',
    expiration: 0,
    signature_requirement: {
      requests: [{ twin_id: 42, required: false, weight: 1 }],
      weight_required: 1,
      signatures: [],
      signature_style: '',
    },
    workloads,
    ...rest,
  };
}

function workload<T extends Workload['type']>(
  type: T,
  name: string,
  data: Extract<Workload, { type: T }>['data'],
  version = 0,
): Workload {
  return { version, name, type, data, metadata: '', description: '' } as Workload;
}

const net1 = {
  ip_range: '10.20.0.0/16',
  subnet: '10.20.2.0/24',
  wireguard_private_key: wireguardKey,
  wireguard_listen_port: 5000,
  peers: [],
};
const interfaces = [{ network: 'net1', ip: '10.20.2.2' }];
const mycelium = { network: 'net1', hex_seed: '010203040506' };
const ubuntu = {
  flist: `${apps}/threefoldtech-ubuntu-22.04.flist`,
  size: 2147483648,
  compute_capacity: { cpu: 2, memory: 4294967296 },
  entrypoint: '/sbin/zinit init',
  env: { SSH_KEY: 'ssh-ed25519 AAAA' },
  corex: false,
  gpu: [],
};
const encryption = { algorithm: 'AES', key: key64 };

const vectors: { name: string; md5: string; deployment: Deployment; text?: string }[] = [
  {
    name: 'A: disk and machine with mycelium',
    md5: 'bc85aef0aa120cd3f20a950f1ba8ad68',
    text: `042{"version":3,"type":"vm","name":"demo"}00disk1zmount536870912000vm1zmachine${apps}/threefoldtech-ubuntu-22.04.flistfalsenet110.20.2.2net1010203040506214748364824294967296disk1/data/sbin/zinit initSSH_KEY=ssh-ed25519 AAAA42false11`,
    deployment: deploymentOf(
      [
        workload('zmount', 'disk1', { size: 53687091200 }),
        workload('zmachine', 'vm1', {
          ...ubuntu,
          network: { public_ip: '', planetary: false, mycelium, interfaces },
          mounts: [{ name: 'disk1', mountpoint: '/data' }],
        }),
      ],
      { metadata: '{"version":3,"type":"vm","name":"demo"}' },
    ),
  },
  {
    name: 'B: network with a peer and mycelium',
    md5: 'ea73148cf6c178074b8f7869224d4b1d',
    deployment: deploymentOf(
      [
        workload('network', 'net1', {
          ...net1,
          peers: [
            {
              subnet: '10.20.3.0/24',
              wireguard_public_key: wireguardKey,
              allowed_ips: ['10.20.3.0/24', '100.64.20.3/32'],
              endpoint: '',
            },
          ],
          mycelium: { hex_key: key64, peers: [] },
        }),
      ],
      { metadata: '{"version":3,"type":"network","name":"net1"}' },
    ),
  },
  {
    name: 'C: network without mycelium',
    md5: '6300f6ddb89b41a987bdf40860142ca2',
    deployment: deploymentOf([workload('network', 'net1', net1)]),
  },
  {
    name: 'D: address and machine with several values and a GPU',
    md5: '22265ea67a225271ff1afb1317e764c2',
    deployment: deploymentOf([
      workload('ip', 'pub1', { v4: true, v6: true }),
      workload('zmachine', 'vm1', {
        flist: 'https://hub.grid.tf/tf-official-vms/ubuntu-24.04-full.flist',
        network: { public_ip: 'pub1', planetary: true, interfaces },
        size: 0,
        compute_capacity: { cpu: 1, memory: 268435456 },
        mounts: [],
        entrypoint: '',
        env: { Z: '1', A: '2', B_C: 'x=y' },
        corex: true,
        gpu: ['0000:28:00.0/1002/731f'],
      }),
    ]),
  },
  {
    name: 'E: zdb',
    md5: 'c37f71c174fbeae83f251cd4f06995b7',
    deployment: deploymentOf([
      workload('zdb', 'zdb1', { size: 10737418240, mode: 'seq', password: 'pw', public: false }),
    ]),
  },
  {
    name: 'F: gateway by name',
    md5: 'eabf5bd0b7e14d82e034c342b5633db6',
    deployment: deploymentOf([
      workload('gateway-name-proxy', 'gw1', {
        name: 'demo',
        tls_passthrough: false,
        backends: ['http://10.20.2.2:80'],
        network: 'net1',
      }),
    ]),
  },
  {
    name: 'G: gateway by domain',
    md5: '1dc2dad022327e1d6207c819a3e4acae',
    deployment: deploymentOf([
      workload('gateway-fqdn-proxy', 'gw2', {
        fqdn: 'app.example.com',
        tls_passthrough: true,
        backends: ['185.206.122.40:443'],
      }),
    ]),
  },
  {
    name: 'H: qsfs',
    md5: 'c650cb9ec4612c7b7fa41654c52627d8',
    deployment: deploymentOf([
      workload('qsfs', 'q1', {
        cache: 1073741824,
        config: {
          minimal_shards: 2,
          expected_shards: 3,
          redundant_groups: 0,
          redundant_nodes: 0,
          max_zdb_data_dir_size: 32,
          encryption,
          meta: {
            type: 'zdb',
            config: {
              prefix: 'meta',
              encryption,
              backends: [{ address: '[2a02::1]:9900', namespace: '42-100-m1', password: 'pw' }],
            },
          },
          groups: [{ backends: [{ address: '[2a02::2]:9900', namespace: '42-101-d1', password: 'pw' }] }],
          compression: { algorithm: 'snappy' },
        },
      }),
    ]),
  },
  {
    name: 'I: machine and logs',
    md5: '71b599881c9474293c9aad6b9ed503e2',
    deployment: deploymentOf([
      workload('zmachine', 'vm1', {
        flist: `${apps}/threefoldtech-alpine-3.flist`,
        network: { public_ip: '', planetary: false, interfaces },
        size: 524288000,
        compute_capacity: { cpu: 1, memory: 1073741824 },
        mounts: [],
        entrypoint: '/entrypoint.sh',
        env: {},
        corex: false,
        gpu: [],
      }),
      workload('zlogs', 'vm1logs', { zmachine: 'vm1', output: 'wss://logs.example.com/x' }),
    ]),
  },
  {
    name: 'J: volume',
    md5: 'c39f46813dc5e33b68a61700f74c5f7f',
    deployment: deploymentOf([workload('volume', 'vol1', { size: 1073741824 })]),
  },
  {
    name: 'K: light machine',
    md5: '893e83d63317827f177196f9183792b1',
    deployment: deploymentOf([
      workload('zmachine-light', 'vm1', { ...ubuntu, network: { mycelium, interfaces }, mounts: [] }),
    ]),
  },
  {
    name: 'L: light network',
    md5: '20ee655dceb4464069f46a79970292b0',
    deployment: deploymentOf([workload('network-light', 'net1', { ...net1, mycelium: { hex_key: key64, peers: [] } })]),
  },
  {
    name: 'M: an update',
    md5: '5a485a1927a1ce9290f49d233d516ac7',
    deployment: deploymentOf(
      [workload('zmount', 'disk1', { size: 53687091200 }), workload('zmount', 'disk2', { size: 10737418240 }, 1)],
      { version: 1, description: 'd' },
    ),
  },
];

describe('the deployment hash is the one that nodes compute', () => {
  it.each(vectors)('$name', ({ deployment, md5, text }) => {
    if (text !== undefined) expect(challenge(deployment)).toBe(text);
    expect(deploymentHash(deployment)).toBe(md5);
  });

  it('does not depend on contract and signatures', () => {
    const [{ deployment, md5 } = { deployment: deploymentOf([]), md5: '' }] = vectors;
    const sent = structuredClone(deployment);
    sent.contract_id = 77;
    sent.signature_requirement.signatures.push({ twin_id: 42, signature: 'ff', signature_type: 'sr25519' });
    expect(deploymentHash(sent)).toBe(md5);
  });

  it('is signed as 16 raw bytes', () => {
    const deployment = deploymentOf([workload('volume', 'vol1', { size: 1073741824 })]);
    expect(Buffer.from(signingDigest(deployment))).toEqual(createHash('md5').update(challenge(deployment)).digest());
    expect(signingDigest(deployment)).toHaveLength(16);
  });
});
