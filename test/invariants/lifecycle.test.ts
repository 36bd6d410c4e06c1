import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import type { Person } from '../person.ts';
import { eventually, newPerson, unitsOf } from './scene.ts';
import {
  accepts,
  becomes,
  machineIs,
  type SpendingScene,
  startSpendingScene,
  type Tenant,
  titlesOf,
} from './spending-scene.ts';

let scene: SpendingScene;
let owner: Tenant;
let nodeId = 0;
beforeAll(async () => {
  scene = await startSpendingScene();
  nodeId = await scene.someNode();
  const placement = { mode: 'node' as const, nodeId };
  owner = await scene.tenant(2000, [{ placement }, { imageId: 'debian-12' }]);
}, 90_000);
afterAll(() => scene?.close());

const read = (id: string) => owner.person.call('getDeployment', { params: { id } });
const act = (person: Person, id: string, action: 'stop' | 'start', key: string = randomUUID()) =>
  person.raw('POST', `/deployments/${id}/${action}`, undefined, { 'idempotency-key': key });
const operationsOf = async (id: string) =>
  (await owner.person.call('listDeploymentOperations', { params: { id }, query: {} })).items;
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const usageOf = async (id: string) =>
  (await scene.admin.query('select * from usage_records where deployment_id = $1 order by hour', [id])).rows;

describe('stop and start', () => {
  it('of six callers at once one stops it; the others are told what is under way, and the same key answers as before', async () => {
    const [{ id }] = owner.machines;
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => act(owner.person, id, 'stop')),
      act(owner.person, id, 'start'),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([202, 409, 409, 409, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409))
      expect(['operation_in_progress', 'action_not_allowed']).toContain(await codeOf(answer));
    await machineIs(owner.person, id, 'off');
    const [stop] = await operationsOf(id);
    expect(stop).toMatchObject({ kind: 'stop', status: 'done', actor: 'you', waitsFor: null });
    expect(stop?.steps.map(({ step }) => step)).toEqual(['asked', 'switching_off', 'switched_off', 'done']);
  });

  it('off, it answers nowhere, costs what was said before, and stays so when money or time pass', async () => {
    const [{ id, stopped, address }] = owner.machines;
    expect(await scene.reach(address)).toBeUndefined();
    const { suspension, statusReason, operation } = await read(id);
    expect([suspension?.cause, suspension?.keptHourly, statusReason, operation]).toEqual([
      'stopped',
      stopped.hourly,
      'stopped by you',
      null,
    ]);
    await scene.pass(2);
    expect((await read(id)).status).toBe('suspended');
    const last = (await usageOf(id)).at(-1);
    expect([last.kept_seconds, BigInt(last.amount_units)]).toEqual([3600, unitsOf(stopped.hourly)]);
    expect((await titlesOf(owner.person)).filter((title) => title.startsWith('Starting again'))).toEqual([]);
  });

  it('its node refuses at first: it waits, says why, and goes on when its owner tries again', async () => {
    const [{ id, address }] = owner.machines;
    const fault = { target: 'node', nodeId, command: 'zos.deployment.update', kind: 'refuse', count: 1 };
    await scene.control.post('/grid/faults', fault);
    const key = randomUUID();
    expect((await act(owner.person, id, 'start', key)).status).toBe(202);
    const waiting = await eventually(async () => {
      const [latest] = await operationsOf(id);
      return latest?.waitsFor ? latest : undefined;
    });
    expect((await act(owner.person, id, 'start', key)).status).toBe(202);
    expect(await operationsOf(id)).toHaveLength(2);
    const retry = { params: { id, operationId: waiting.id }, idempotencyKey: randomUUID() };
    expect((await owner.person.call('retryDeploymentOperation', retry)).waitsFor).toBeNull();
    await becomes(owner.person, id, 'running');
    await eventually(async () => {
      const place = await scene.reach(address);
      return (place && (await accepts(place))) || undefined;
    });
    expect((await operationsOf(id))[0]).toMatchObject({ kind: 'start', status: 'done' });
  });

  it('is refused with the reason where it would lose data, make no sense, or be somebody else’s', async () => {
    const [{ id }, inside] = owner.machines;
    if (!inside) throw new Error('the second machine is missing');
    expect(inside.stopped).toMatchObject({ possible: false, reason: expect.stringContaining('inside the machine') });
    expect(await codeOf(await act(owner.person, inside.id, 'stop'))).toBe('action_not_allowed');
    expect(await codeOf(await act(owner.person, id, 'start'))).toBe('action_not_allowed');
    expect(await codeOf(await owner.person.raw('POST', `/deployments/${id}/stop`))).toBe('idempotency_key_required');
    expect((await act(await newPerson(scene.house), id, 'stop')).status).toBe(404);
  });
});

it('after all of this the ledger is balanced', async () => {
  expect(await verifyLedger(scene.store.db)).toMatchObject({ faults: [] });
});
