import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { cancelContract, createTfchain, signerFromMnemonic } from '../../packages/server/src/tfchain/index.ts';
import type { Person } from '../person.ts';
import { eventually, newPerson, sshKey, unitsOf } from './scene.ts';
import {
  accepts,
  becomes,
  machineIs,
  type SpendingScene,
  startSpendingScene,
  type Tenant,
  titlesOf,
} from './spending-scene.ts';

/** With the operator's own key, by another program: the marketplace learns of it only from the chain. */
async function cancelOutside({ house }: SpendingScene, contractId: number) {
  const signer = signerFromMnemonic(house.env.TFCHAIN_MNEMONIC ?? '');
  const chain = createTfchain({ url: house.env.TFCHAIN_URL ?? '', signer });
  try {
    const { nonce } = await chain.account(signer.address);
    const signed = await chain.sign(cancelContract(contractId), { nonce });
    await chain.send(signed.bytes);
    await eventually(async () => ((await chain.contract(contractId)) === undefined ? true : undefined));
  } finally {
    await chain.close();
  }
}

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

describe('another size', () => {
  const small = { size: { cpu: 2, memoryMb: 8192, diskGb: 120 } };
  const preview = (id: string, body: object = small) =>
    owner.person.raw('POST', `/deployments/${id}/resize/preview`, body);
  const resize = (id: string, body: object, key: string = randomUUID()) =>
    owner.person.raw('POST', `/deployments/${id}/resize`, body, { 'idempotency-key': key });
  /** The deployment that its node has confirmed. */
  const confirmed = async (id: string) => {
    const { rows } = await scene.admin.query(
      'select workload, workload_version as version from deployments where id = $1',
      [id],
    );
    const { workloads } = rows[0].workload as {
      workloads: { type: string; version: number; data: { env?: object } }[];
    };
    const of = (type: string) => workloads.find((each) => each.type === type);
    return { version: Number(rows[0].version), disk: of('zmount'), machine: of('zmachine') };
  };
  let before: Awaited<ReturnType<typeof read>>;

  it('is quoted with what it does before; a smaller disk, another price and a wrong moment are refused', async () => {
    const [{ id }, inside] = owner.machines;
    before = await read(id);
    const quote = (await (await preview(id)).json()) as { hourly: { amount: string }; restarts: boolean };
    expect(quote.restarts).toBe(true);
    expect(unitsOf(quote.hourly)).toBeLessThan(unitsOf(before.hourly));
    const shrunk = (await (await preview(id, { size: { ...small.size, diskGb: 50 } })).json()) as { errors: object[] };
    expect(shrunk.errors).toEqual([{ path: 'size.diskGb', message: expect.stringContaining('at least 100') }]);
    const refusals = [
      await resize(id, { ...small, hourly: { currency: 'USD', amount: '0.0000001' } }),
      await preview(inside?.id ?? ''),
      await preview(id, { size: { ...small.size, memoryMb: 4_000_000 } }),
    ];
    expect(await Promise.all(refusals.map(codeOf))).toEqual(['quote_mismatch', 'action_not_allowed', 'no_capacity']);
  });

  it('survives an unreadable answer, keeps disk and address, and its price holds from the next full hour', async () => {
    const [{ id, contractId }] = owner.machines;
    const fault = { target: 'node', nodeId, command: 'zos.deployment.update', kind: 'badPayload', count: 1 };
    await scene.control.post('/grid/faults', fault);
    const { hourly } = (await (await preview(id)).json()) as { hourly: { currency: 'USD'; amount: string } };
    const answers = await Promise.all(Array.from({ length: 3 }, () => resize(id, { ...small, hourly })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    const after = await becomes(owner.person, id, 'running');
    expect([after.size, after.address, after.hourly, after.contractId]).toEqual([
      small.size,
      before.address,
      hourly,
      contractId,
    ]);
    const { version, disk, machine } = await confirmed(id);
    expect([disk?.version, machine?.version]).toEqual([version, version]);
    expect(await codeOf(await preview(id, { sizeId: 'large' }))).toBe('action_not_allowed');
    await scene.pass(2);
    const [first, second] = (await usageOf(id)).slice(-2);
    expect([BigInt(first.hourly_units), BigInt(second.amount_units)]).toEqual([
      unitsOf(before.hourly),
      unitsOf(hourly),
    ]);
    expect(first.kept_seconds).toBeLessThan(3600);
    const operation = (await operationsOf(id)).find(({ kind }) => kind === 'resize');
    expect(operation).toMatchObject({ kind: 'resize', status: 'done', input: small });
  }, 60_000);

  it('that its node cannot start comes back in the size before, and the operation says why', async () => {
    const [{ id }] = owner.machines;
    const large = { size: { ...small.size, cpu: 4 } };
    const { hourly } = (await (await preview(id, large)).json()) as { hourly: object };
    await scene.control.post(`/grid/nodes/${nodeId}`, { status: 'full' });
    expect((await resize(id, { ...large, hourly })).status).toBe(202);
    const failed = await eventually(async () => {
      const [latest] = await operationsOf(id);
      return latest?.status === 'failed' ? latest : undefined;
    });
    expect(failed.steps.at(-1)?.detail).toContain('could not start it in the new size');
    await scene.control.post(`/grid/nodes/${nodeId}`, { status: 'up' });
    await eventually(async () => (await read(id)).suspension?.waitsForNode || undefined);
    await scene.pass(0.1);
    expect((await becomes(owner.person, id, 'running')).size).toEqual(small.size);
  }, 60_000);

  it('keys and environment come with the next start, and it says so until then', async () => {
    const [{ id }] = owner.machines;
    const other = `${sshKey.slice(0, -2)}AA`;
    const body = { sshKeys: [other], environment: { MODE: 'live' } };
    const changed = await owner.person.call('updateDeployment', { params: { id }, body });
    expect(changed.atNextStart).toEqual(['sshKeys', 'environment']);
    const bad = await owner.person.raw('PATCH', `/deployments/${id}`, { environment: { SSH_KEY: 'x' } });
    expect(await codeOf(bad)).toBe('validation_failed');
    await act(owner.person, id, 'stop');
    await machineIs(owner.person, id, 'off');
    await owner.person.call('startDeployment', { params: { id }, idempotencyKey: randomUUID() });
    expect((await becomes(owner.person, id, 'running')).atNextStart).toEqual([]);
    expect((await confirmed(id)).machine?.data.env).toEqual({ MODE: 'live', SSH_KEY: changed.sshKeys[0] });
  }, 60_000);
});

describe('a node that does not answer', () => {
  const minute = () => scene.pass(1 / 60);
  const noticesOf = async (title: RegExp) => (await titlesOf(owner.person)).filter((each) => title.test(each));

  it('makes its machine degraded at the third silence, told once by notice and mail, and nothing is charged from the first', async () => {
    const [{ id, name }] = owner.machines;
    await minute();
    await scene.control.post(`/grid/nodes/${nodeId}`, { status: 'down' });
    const downMs = scene.nowMs();
    await minute();
    await minute();
    expect((await read(id)).status).toBe('running');
    // An hour closes while it is not known: it waits.
    await scene.pass(1);
    await becomes(owner.person, id, 'degraded');
    await scene.pass(2);
    expect((await read(id)).statusReason).toBe('the node does not answer');
    expect(await codeOf(await act(owner.person, id, 'stop'))).toBe('action_not_allowed');
    expect(await noticesOf(/cannot be reached/)).toEqual([`${name} cannot be reached`]);
    const mails = await scene.control.get<{ items: { subject: string }[] }>(`/mail?to=${owner.person.email}`);
    expect(mails.items.filter(({ subject }) => subject === `${name} cannot be reached`)).toHaveLength(1);
    const [first, second, third] = (await usageOf(id)).slice(-3);
    const runSeconds = Math.ceil((downMs + 60_000 - first.hour.getTime()) / 1000);
    expect(Math.abs(first.seconds - first.paused_seconds - runSeconds)).toBeLessThan(2);
    expect([second.paused_seconds, second.amount_units, third.paused_seconds]).toEqual([3600, '0', 3600]);
  }, 60_000);

  it('runs again by itself when the node answers, is told, and is charged from then on', async () => {
    const [{ id, name }] = owner.machines;
    await scene.control.post(`/grid/nodes/${nodeId}`, { status: 'up' });
    await minute();
    await becomes(owner.person, id, 'running');
    expect(await noticesOf(/runs again/)).toEqual([`${name} runs again`]);
    await scene.pass(2);
    const { hourly } = await read(id);
    expect(BigInt((await usageOf(id)).at(-1).amount_units)).toBe(unitsOf(hourly));
    const { items } = await owner.person.call('listDeploymentUsage', { params: { id }, query: { limit: 1 } });
    expect(items[0]?.pausedSeconds).toBe(0);
  });

  it('is no outage within announced maintenance, and is one at once when the node itself says that it is off', async () => {
    const [{ id }] = owner.machines;
    const startsAt = new Date(scene.nowMs() + 60_000).toISOString();
    const endsAt = new Date(scene.nowMs() + 600_000).toISOString();
    const body = { nodeId, startsAt, endsAt, timeZone: 'UTC' };
    await scene.operator.call('scheduleMaintenance', { body, idempotencyKey: randomUUID() });
    await minute();
    await scene.control.post(`/grid/nodes/${nodeId}`, { status: 'standby' });
    for (let polls = 0; polls < 4; polls++) await minute();
    expect((await read(id)).status).toBe('running');
    await scene.pass(0.2);
    expect((await becomes(owner.person, id, 'degraded')).statusReason).toContain('switched off');
    await scene.control.post(`/grid/nodes/${nodeId}`, { status: 'up' });
    await minute();
    await becomes(owner.person, id, 'running');
  }, 60_000);
});

describe('a contract that is cancelled outside', () => {
  it('ends its deployment with the reason: charged until it was last seen, told, and a task for the operator', async () => {
    const [, other] = owner.machines;
    if (!other) throw new Error('the second machine is missing');
    const { id, contractId, name } = other;
    await scene.pass(1 / 60);
    const seenMs = scene.nowMs();
    await cancelOutside(scene, contractId ?? 0);
    await scene.pass(5);
    await becomes(owner.person, id, 'deleted');
    const { rows } = await scene.admin.query('select billing_until, failure_code from deployments where id = $1', [id]);
    expect(Math.abs(rows[0].billing_until.getTime() - seenMs)).toBeLessThan(1000);
    expect((await titlesOf(owner.person)).at(-1)).toBe(`${name} has ended: its contract is gone from the grid`);
    const events = await owner.person.call('listDeploymentEvents', { params: { id }, query: { limit: 100 } });
    expect(events.items.map(({ cause }) => cause)).toContain('contract_gone');
    const { rows: tasks } = await scene.admin.query('select kind from operator_tasks where subject = $1', [id]);
    expect(tasks).toEqual([{ kind: 'contract_gone' }]);
  }, 60_000);
});

it('after all of this the ledger is balanced', async () => {
  expect(await verifyLedger(scene.store.db)).toMatchObject({ faults: [] });
});
