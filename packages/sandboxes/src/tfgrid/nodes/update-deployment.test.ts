import { describe, expect, it } from 'vitest';
import { deploymentSchema } from './deployment.ts';
import { mergeUpdate } from './update-deployment.ts';

const result = { created: 5, state: 'ok', message: '', data: { volume_id: 'x' } };
const disk = (name: string, size: number, version = 0) => ({ version, name, type: 'zmount', data: { size } });
const machine = (version = 0, mounts: object[] = []) => ({
  version,
  name: 'vm1',
  type: 'zmachine',
  data: {
    flist: 'https://hub.grid.tf/a.flist',
    network: { interfaces: [{ network: 'net1', ip: '10.20.2.2' }] },
    compute_capacity: { cpu: 1, memory: 1024 ** 3 },
    mounts,
  },
});
const deployment = (version: number, workloads: object[]) =>
  deploymentSchema.parse({
    version,
    twin_id: 1,
    contract_id: 1,
    signature_requirement: { requests: [{ twin_id: 1, weight: 1 }], weight_required: 1 },
    workloads,
  });
const current = deployment(0, [
  { ...disk('disk1', 100), result },
  { ...machine(), result },
]);

describe('the update of a deployment', () => {
  it('keeps what is untouched, starts what is new, drops what is left out', () => {
    const merged = mergeUpdate(current, deployment(1, [disk('disk1', 100), disk('disk2', 50, 1)]));
    expect(merged.workloads.map(({ name, result: { state } = { state: 'none' } }) => [name, state])).toEqual([
      ['disk1', 'ok'],
      ['disk2', 'init'],
    ]);
    expect(merged.version).toBe(1);
  });

  it('lets a disk grow, never shrink', () => {
    expect(mergeUpdate(current, deployment(1, [disk('disk1', 200, 1), machine()])).workloads[0]?.data).toEqual({
      size: 200,
    });
    expect(() => mergeUpdate(current, deployment(1, [disk('disk1', 50, 1), machine()]))).toThrow(
      'not safe to shrink a disk',
    );
  });

  it('does not touch a disk that a running machine has mounted', () => {
    const mounted = machine(0, [{ name: 'disk1', mountpoint: '/data' }]);
    const before = deployment(0, [
      { ...disk('disk1', 100), result },
      { ...mounted, result },
    ]);
    expect(() => mergeUpdate(before, deployment(1, [disk('disk1', 200, 1), mounted]))).toThrow('disk is mounted');
  });

  it.each([
    ['a wrong version', deployment(2, [disk('disk1', 100)]), 'expecting deployment version 1, got 2'],
    ['a changed machine', deployment(1, [machine(1)]), "workload 'vm1' does not support upgrade"],
    ['another type', deployment(1, [{ ...disk('vm1', 1), version: 1 }]), "cannot change type of workload 'vm1'"],
    ['a new workload with an old version', deployment(1, [disk('disk3', 1, 0)]), "invalid version of workload 'disk3'"],
  ])('refuses %s', (_name, next, message) => {
    expect(() => mergeUpdate(current, next)).toThrow(message);
  });
});
