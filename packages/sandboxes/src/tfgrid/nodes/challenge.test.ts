import { describe, expect, it } from 'vitest';
import { deploymentChallenge, deploymentHash } from './challenge.ts';
import { deploymentSchema } from './deployment.ts';

const wg = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const key = '0123456789abcdef'.repeat(4);
const net1 = {
  ip_range: '10.20.0.0/16',
  subnet: '10.20.2.0/24',
  wireguard_private_key: wg,
  wireguard_listen_port: 5000,
};
const ubuntu = 'https://hub.grid.tf/tf-official-apps/threefoldtech-ubuntu-22.04.flist';
const vm = {
  network: { public_ip: '', planetary: false, interfaces: [{ network: 'net1', ip: '10.20.2.2' }] },
  size: 2147483648,
  compute_capacity: { cpu: 2, memory: 4294967296 },
  mounts: [],
  entrypoint: '/sbin/zinit init',
  env: { SSH_KEY: 'ssh-ed25519 AAAA' },
  corex: false,
  gpu: [],
};
const mycelium = { network: 'net1', hex_seed: '010203040506' };
const aes = { algorithm: 'AES', key };

// Vectors A to M of the protocol's own client, version 2.9.2.
const vectors: [name: string, md5: string, workloads: [string, string, object, version?: number][], fields?: object][] =
  [
    [
      'zmount and zmachine with mycelium',
      'bc85aef0aa120cd3f20a950f1ba8ad68',
      [
        ['disk1', 'zmount', { size: 53687091200 }],
        [
          'vm1',
          'zmachine',
          {
            ...vm,
            flist: ubuntu,
            network: { ...vm.network, mycelium },
            mounts: [{ name: 'disk1', mountpoint: '/data' }],
          },
        ],
      ],
      { metadata: '{"version":3,"type":"vm","name":"demo"}' },
    ],
    [
      'network with a peer and mycelium',
      'ea73148cf6c178074b8f7869224d4b1d',
      [
        [
          'net1',
          'network',
          {
            ...net1,
            peers: [
              {
                subnet: '10.20.3.0/24',
                wireguard_public_key: wg,
                allowed_ips: ['10.20.3.0/24', '100.64.20.3/32'],
                endpoint: '',
              },
            ],
            mycelium: { hex_key: key, peers: [] },
          },
        ],
      ],
      { metadata: '{"version":3,"type":"network","name":"net1"}' },
    ],
    ['network alone', '6300f6ddb89b41a987bdf40860142ca2', [['net1', 'network', { ...net1, peers: [] }]]],
    [
      'public IP, planetary, several env values, GPU',
      '22265ea67a225271ff1afb1317e764c2',
      [
        ['pub1', 'ip', { v4: true, v6: true }],
        [
          'vm1',
          'zmachine',
          {
            ...vm,
            flist: 'https://hub.grid.tf/tf-official-vms/ubuntu-24.04-full.flist',
            network: { ...vm.network, public_ip: 'pub1', planetary: true },
            size: 0,
            compute_capacity: { cpu: 1, memory: 268435456 },
            entrypoint: '',
            env: { Z: '1', A: '2', B_C: 'x=y' },
            corex: true,
            gpu: ['0000:28:00.0/1002/731f'],
          },
        ],
      ],
    ],
    [
      'zdb',
      'c37f71c174fbeae83f251cd4f06995b7',
      [['zdb1', 'zdb', { size: 10737418240, mode: 'seq', password: 'pw', public: false }]],
    ],
    [
      'gateway by name',
      'eabf5bd0b7e14d82e034c342b5633db6',
      [
        [
          'gw1',
          'gateway-name-proxy',
          { name: 'demo', tls_passthrough: false, backends: ['http://10.20.2.2:80'], network: 'net1' },
        ],
      ],
    ],
    [
      'gateway by domain, passthrough',
      '1dc2dad022327e1d6207c819a3e4acae',
      [
        [
          'gw2',
          'gateway-fqdn-proxy',
          { fqdn: 'app.example.com', tls_passthrough: true, backends: ['185.206.122.40:443'] },
        ],
      ],
    ],
    [
      'qsfs',
      'c650cb9ec4612c7b7fa41654c52627d8',
      [
        [
          'q1',
          'qsfs',
          {
            cache: 1073741824,
            config: {
              minimal_shards: 2,
              expected_shards: 3,
              redundant_groups: 0,
              redundant_nodes: 0,
              max_zdb_data_dir_size: 32,
              encryption: aes,
              meta: {
                type: 'zdb',
                config: {
                  prefix: 'meta',
                  encryption: aes,
                  backends: [{ address: '[2a02::1]:9900', namespace: '42-100-m1', password: 'pw' }],
                },
              },
              groups: [{ backends: [{ address: '[2a02::2]:9900', namespace: '42-101-d1', password: 'pw' }] }],
              compression: { algorithm: 'snappy' },
            },
          },
        ],
      ],
    ],
    [
      'zmachine and zlogs',
      '71b599881c9474293c9aad6b9ed503e2',
      [
        [
          'vm1',
          'zmachine',
          {
            ...vm,
            flist: 'https://hub.grid.tf/tf-official-apps/threefoldtech-alpine-3.flist',
            size: 524288000,
            compute_capacity: { cpu: 1, memory: 1073741824 },
            entrypoint: '/entrypoint.sh',
            env: {},
          },
        ],
        ['vm1logs', 'zlogs', { zmachine: 'vm1', output: 'wss://logs.example.com/x' }],
      ],
    ],
    ['volume', 'c39f46813dc5e33b68a61700f74c5f7f', [['vol1', 'volume', { size: 1073741824 }]]],
    [
      'zmachine-light',
      '893e83d63317827f177196f9183792b1',
      [['vm1', 'zmachine-light', { ...vm, flist: ubuntu, network: { mycelium, interfaces: vm.network.interfaces } }]],
    ],
    [
      'network-light',
      '20ee655dceb4464069f46a79970292b0',
      [['net1', 'network-light', { ...net1, peers: [], mycelium: { hex_key: key, peers: [] } }]],
    ],
    [
      'an update',
      '5a485a1927a1ce9290f49d233d516ac7',
      [
        ['disk1', 'zmount', { size: 53687091200 }, 0],
        ['disk2', 'zmount', { size: 10737418240 }, 1],
      ],
      { version: 1, description: 'd' },
    ],
  ];

describe('the hash of a deployment', () => {
  it.each(vectors)('equals the known value: %s', (_name, md5, workloads, fields) => {
    const deployment = deploymentSchema.parse({
      version: 0,
      twin_id: 42,
      contract_id: 7,
      signature_requirement: { requests: [{ twin_id: 42, required: false, weight: 1 }], weight_required: 1 },
      workloads: workloads.map(([name, type, data, version = 0]) => ({ version, name, type, data })),
      ...fields,
    });
    expect(deploymentHash(deployment).toString('hex')).toBe(md5);
  });

  it('does not depend on the contract, but on every field of a workload', () => {
    const base = {
      version: 0,
      twin_id: 42,
      contract_id: 1,
      signature_requirement: { requests: [{ twin_id: 42, required: false, weight: 1 }], weight_required: 1 },
      workloads: [{ version: 0, name: 'vm1', type: 'zmachine', data: { ...vm, flist: ubuntu } }],
    };
    const text = (deployment: object) => deploymentChallenge(deploymentSchema.parse(deployment));
    expect(text({ ...base, contract_id: 2 })).toBe(text(base));
    const moreMemory = { ...vm, flist: ubuntu, compute_capacity: { cpu: 2, memory: 1 } };
    expect(text({ ...base, workloads: [{ ...base.workloads[0], data: moreMemory }] })).not.toBe(text(base));
  });
});
