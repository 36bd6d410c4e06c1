import { describe, expect, it } from 'vitest';
import { workloadProblem } from './check-workload.ts';
import { deploymentSchema } from './deployment.ts';

const gib = 1024 ** 3;
const vm = {
  flist: 'https://hub.grid.tf/a.flist',
  network: { public_ip: '', interfaces: [{ network: 'net1', ip: '10.20.2.2' }] },
  size: 0,
  compute_capacity: { cpu: 1, memory: gib },
};
const problem = (
  type: string,
  data: object,
  extra: { others?: object[]; generation?: 'zos3' | 'zos4'; domain?: string } = {},
) => {
  const workload = { version: 0, name: 'w1', type, data };
  const deployment = deploymentSchema.parse({
    version: 0,
    twin_id: 1,
    contract_id: 1,
    signature_requirement: { requests: [{ twin_id: 1, weight: 1 }], weight_required: 1 },
    workloads: [workload, ...(extra.others ?? [])],
  });
  const [parsed] = deployment.workloads;
  if (parsed === undefined) throw new Error('no workload');
  return workloadProblem(parsed, {
    deployment,
    networks: new Set(['net1']),
    generation: extra.generation ?? 'zos3',
    gatewayDomain: extra.domain,
    ownsName: (name) => name === 'mine',
  });
};
const network = (change: object) => ({ ...vm, network: { ...vm.network, ...change } });

describe('what a node refuses to run', () => {
  it('runs a sound machine', () => {
    expect(problem('zmachine', vm)).toBeUndefined();
    expect(problem('zmachine-light', vm, { generation: 'zos4' })).toBeUndefined();
  });

  it.each([
    ['too little memory', { ...vm, compute_capacity: { cpu: 1, memory: 200 * 1024 ** 2 } }, 'mem capacity'],
    [
      'a root file system that is too small',
      { ...vm, size: 400 * 1024 ** 2 },
      'rootfs size cannot be less than 524288000',
    ],
    [
      'a small root file system on a big machine',
      { ...vm, size: gib, compute_capacity: { cpu: 4, memory: 4 * gib } },
      'rootfs size cannot be less than 2147483648',
    ],
    [
      'a network that is not there',
      network({ interfaces: [{ network: 'net2', ip: '10.1.2.2' }] }),
      "network 'net2' is not found",
    ],
    [
      'two interfaces',
      network({ interfaces: [...vm.network.interfaces, ...vm.network.interfaces] }),
      'only one network interface',
    ],
    ['a reserved network', network({ interfaces: [{ network: 'mycelium', ip: '1.2.3.4' }] }), 'is reserved'],
    ['a public address that is not there', network({ public_ip: 'pub9' }), "no public ip workload named 'pub9'"],
    ['a disk that is not there', { ...vm, mounts: [{ name: 'disk9', mountpoint: '/data' }] }, "no disk named 'disk9'"],
  ])('a machine with %s', (_name, data, message) => {
    expect(problem('zmachine', data)).toContain(message);
  });

  it('one address for two machines', () => {
    const data = network({ public_ip: 'pub1' });
    const ip = { version: 0, name: 'pub1', type: 'ip', data: { v4: true } };
    expect(problem('zmachine', data, { others: [ip] })).toBeUndefined();
    const twin = { version: 0, name: 'w2', type: 'zmachine', data };
    expect(problem('zmachine', data, { others: [ip, twin] })).toContain('more than one machine');
  });

  it('full workloads on a light node and light ones on a full node', () => {
    expect(problem('zmachine', vm, { generation: 'zos4' })).toContain('not supported');
    expect(problem('zmachine-light', vm)).toContain('not supported');
  });

  it('a gateway without domain, without name contract, or with several backends', () => {
    const gateway = { name: 'mine', backends: ['http://10.20.2.2:80'] };
    expect(problem('gateway-name-proxy', gateway, { domain: 'gent1.localhost' })).toBeUndefined();
    expect(problem('gateway-name-proxy', gateway)).toContain('not a gateway');
    expect(problem('gateway-name-proxy', { ...gateway, name: 'other' }, { domain: 'd' })).toContain('no name contract');
    expect(problem('gateway-name-proxy', { ...gateway, backends: [] }, { domain: 'd' })).toContain('one backend');
  });
});
