import { describe, expect, it } from 'vitest';
import { type NodeWorkload, workloadsSchema } from '../node-answers.ts';
import { readResult } from './read-result.ts';

type State = NodeWorkload['result']['state'];
const workload = (type: string, state: State, data: unknown = null, message = ''): NodeWorkload => ({
  version: 0,
  name: type,
  type,
  result: { created: 1, state, message, data },
});
const machine = { id: 'x', ip: '10.20.2.2', mycelium_ip: '4f1::1', console_url: '10.20.2.0:20002' };

describe('what a node says about a machine', () => {
  it('is ok with its addresses once every part is ok', () => {
    const workloads = [
      workload('network', 'ok'),
      workload('ip', 'ok', { ip: '185.69.167.10/24', ip6: '', gateway: '185.69.167.1' }),
      workload('zmachine', 'ok', machine),
    ];
    expect(readResult({ workloads })).toEqual({
      state: 'ok',
      publicIp: '185.69.167.10',
      myceliumIp: '4f1::1',
      privateIp: '10.20.2.2',
      consoleUrl: '10.20.2.0:20002',
    });
  });

  it('is pending while a part is at work, and names it', () => {
    const workloads = [workload('network', 'ok'), workload('zmachine', 'init')];
    expect(readResult({ workloads })).toEqual({ state: 'pending', waitingFor: ['zmachine'] });
  });

  it("is an error with the node's words as soon as one part failed, even while others are at work", () => {
    const workloads = [workload('network', 'init'), workload('zmount', 'error', null, 'no disk with enough space')];
    expect(readResult({ workloads })).toEqual({ state: 'error', message: 'no disk with enough space' });
  });

  it('is paused or deleted when the node says so', () => {
    expect(readResult({ workloads: [workload('zmachine', 'paused', machine)] })).toMatchObject({ state: 'paused' });
    expect(readResult({ workloads: [workload('zmachine', 'deleted')] })).toEqual({ state: 'deleted' });
  });

  it('survives results of another shape', () => {
    const workloads = [workload('zmachine', 'ok', 'nonsense'), workload('ip', 'ok', { ip: 7 })];
    expect(readResult({ workloads })).toEqual({ state: 'ok' });
  });

  it('reads a workload without result as waiting, and an unchanged one as ok', () => {
    const workloads = workloadsSchema.parse([
      { version: 0, name: 'a', type: 'network' },
      { version: 0, name: 'b', type: 'zmount', result: { created: 1, state: 'unchanged', message: '', data: null } },
    ]);
    expect(readResult({ workloads })).toEqual({ state: 'pending', waitingFor: ['network'] });
  });
});
