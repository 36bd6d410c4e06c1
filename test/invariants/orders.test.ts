import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../packages/contract/src/catalog.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { type Person, until } from '../person.ts';
import { eventually, newPerson, type Scene, sshKey, startScene, topUp, unitsOf } from './scene.ts';

let scene: Scene;
/** Begun first: only the patience with a silent node ends it. */
let silent: Awaited<ReturnType<typeof orderOn>>;
beforeAll(async () => {
  scene = await startScene();
  silent = await orderOn('down');
});
afterAll(() => scene?.close());

const order = (change: Partial<Order> = {}): Order => ({
  name: `vm-${randomUUID().slice(0, 8)}`,
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'small',
  placement: { mode: 'auto' },
  sshKeys: [sshKey],
  ...change,
});
const place = (person: Person, body = order(), idempotencyKey: string = randomUUID()) =>
  person.call('createDeployment', { body, idempotencyKey });
const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: { problem: { status: number; code: string; details?: { missing: unknown } } }) => error.problem,
  );
async function personWith(amount: string) {
  const person = await newPerson(scene.house);
  await topUp(scene, person, amount);
  return person;
}
const ended = (person: Person, id: string) =>
  until(person, 'getDeployment', { params: { id } }, ({ status }) => ['running', 'failed', 'deleted'].includes(status));
const contractsOn = (nodeId: number) =>
  (scene.house.sandboxes.grid?.access.contracts() ?? []).filter(
    (contract) =>
      contract.type === 'node' &&
      contract.nodeId === nodeId &&
      contract.twinId === scene.house.sandboxes.grid?.operatorTwinId(),
  );
/** It cost nothing: all that was paid in is available, and the statement has no other line. */
async function expectFree(person: Person, paidIn: string) {
  const balance = await person.call('getBalance');
  expect([balance.available.amount, balance.held.amount]).toEqual([paidIn, '0.0000000']);
  expect((await person.call('listTransactions', { query: {} })).items.map(({ kind }) => kind)).toEqual(['top_up']);
}
/** A node on which a small machine fits, another one for each caller, and never the cheapest, which orders without a node get. */
let taken = 0;
async function someNode(): Promise<number> {
  const { items } = await scene.operator.call('listNodes', {
    query: { status: 'up', minMemoryGb: 8, minSsdGb: 200, dedicated: 'false', sort: '-price', limit: 50 },
  });
  const node = items.filter(({ offerable }) => offerable)[taken++];
  if (!node) throw new Error('the grid of this test has too few nodes');
  return node.id;
}
const onNode = (nodeId: number) => order({ placement: { mode: 'node', nodeId } });
const gridFault = (fault: Record<string, unknown>) => scene.control.post('/grid/faults', fault);

it('a silent node holds up its own orders, never a payment', async () => {
  const { person, nodeId, id } = silent;
  for (let more = 0; more < 4; more++) await place(person, onNode(nodeId));
  await topUp(scene, scene.operator, '10.00');
  expect((await person.call('getDeployment', { params: { id } })).status).toBe('reserving');
});

describe('orders in parallel', () => {
  it('with money for fewer: exactly so many are accepted, and the balance is never overdrawn', async () => {
    const person = await personWith('10.00');
    const body = order({ sizeId: 'large' });
    const hold = unitsOf((await person.call('createQuote', { body: { ...body, name: undefined } })).hold);
    const affordable = Number(100_000_000n / hold);
    expect(affordable).toBeGreaterThan(1);
    // None may come to run, and give its hold back, before all were answered.
    await gridFault({ target: 'node', kind: 'slow', command: 'zos.statistics.get', ms: 3000, count: 100 });
    const many = Array.from({ length: affordable + 5 }, () => problemOf(place(person, order({ sizeId: 'large' }))));
    const refusals = (await Promise.all(many)).filter((problem) => problem !== undefined);
    const { available, held } = await person.call('getBalance');
    expect(refusals).toHaveLength(5);
    for (const refusal of refusals)
      expect(refusal).toMatchObject({
        status: 402,
        code: 'insufficient_balance',
        details: { missing: { currency: 'USD', amount: expect.stringMatching(/^\d+\.\d{7}$/) } },
      });
    expect(unitsOf(held)).toBe(hold * BigInt(affordable));
    expect(unitsOf(available)).toBe(100_000_000n - unitsOf(held));
    const { rows } = await scene.admin.query(
      'select min(balance_after) as least from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.guarded',
    );
    expect(BigInt(rows[0].least)).toBeGreaterThanOrEqual(0n);
    await gridFault({ target: 'node', kind: 'slow', count: 0 });
    const { items } = await person.call('listDeployments', { query: {} });
    for (const { id } of items) await person.call('deleteDeployment', { params: { id } });
  });

  it('under one key: one deployment and one hold', async () => {
    const person = await personWith('10.00');
    const body = order();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 6 }, () => place(person, body, key)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await person.call('listDeployments', { query: {} })).items).toHaveLength(1);
    const { rows } = await scene.admin.query(
      "select 1 from ledger_transfers where kind = 'hold' and deployment_id = $1",
      [answers[0]?.id],
    );
    expect(rows).toHaveLength(1);
    expect(await problemOf(place(person, order(), key))).toMatchObject({ status: 409, code: 'idempotency_conflict' });
    expect((await ended(person, answers[0]?.id ?? '')).status).toBe('running');
    expect((await place(person, body, key)).id).toBe(answers[0]?.id);
  });

  it('of one name: one deployment', async () => {
    const person = await personWith('10.00');
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => problemOf(place(person, order({ name: 'twin' })))),
    );
    expect(answers.filter((problem) => problem === undefined)).toHaveLength(1);
    for (const problem of answers.filter((answer) => answer !== undefined))
      expect(problem).toMatchObject({ status: 409, code: 'name_taken', errors: [{ path: 'name' }] });
  });
});

/** An order on a node whose state changed after the grid was last read. */
async function orderOn(status: string) {
  const person = await personWith('10.00');
  const nodeId = await someNode();
  await scene.control.post(`/grid/nodes/${nodeId}`, { status });
  const { id } = await place(person, onNode(nodeId));
  return { person, nodeId, id };
}

it('transactions that the chain refuses or forgets still make one contract each', async () => {
  const person = await personWith('10.00');
  for (const kind of ['refuse', 'silence']) await gridFault({ target: 'chain', kind });
  const placed = [];
  for (let each = 0; each < 2; each++) {
    const nodeId = await someNode();
    placed.push({ nodeId, id: (await place(person, onNode(nodeId))).id });
  }
  for (const { nodeId, id } of placed) {
    expect((await ended(person, id)).status).toBe('running');
    expect(contractsOn(nodeId)).toHaveLength(1);
    // One that could never be included any more was signed anew; none was sent beside another that still could.
    const { rows } = await scene.admin.query(
      'select status from chain_submissions where deployment_id = $1 order by created_at, id',
      [id],
    );
    expect(rows.map(({ status }) => status).join(' ')).toMatch(/^(expired )*succeeded$/);
  }
});

describe('a delete while it is being made', () => {
  it.each(['reserving', 'contracting', 'deploying'])('at %s: deleted, and nothing is left', async (stage) => {
    const person = await personWith('10.00');
    const nodeId = await someNode();
    await gridFault({ target: 'node', nodeId, kind: 'slow', command: 'zos.deployment.deploy', ms: 1500, count: 1 });
    const { id } = await place(person, onNode(nodeId));
    await eventually(async () => {
      const { rows } = await scene.admin.query('select status from deployments where id = $1', [id]);
      return rows[0]?.status === stage || undefined;
    });
    // An order that touched nothing yet may be gone before the answer is read.
    expect(['deleting', 'deleted']).toContain((await person.call('deleteDeployment', { params: { id } })).status);
    await person.call('deleteDeployment', { params: { id } });
    expect((await ended(person, id)).status).toBe('deleted');
    expect(contractsOn(nodeId)).toEqual([]);
    await expectFree(person, '10.0000000');
  });
});

describe('a quote binds both sides', () => {
  const quoteOf = (person: Person, { name: _name, sshKeys: _keys, ...body }: Order) =>
    person.call('createQuote', { body });

  it('holds for 15 minutes', async () => {
    const person = await personWith('10.00');
    const body = order();
    const { id } = await quoteOf(person, body);
    await scene.control.post('/clock/advance', { seconds: 16 * 60 });
    expect(await problemOf(place(person, { ...body, quoteId: id ?? '' }))).toMatchObject({
      status: 409,
      code: 'quote_expired',
    });
    await expectFree(person, '10.0000000');
  });

  it('fits one order, of the person who asked', async () => {
    const person = await personWith('10.00');
    const body = order();
    const { id } = await quoteOf(person, body);
    const quoteId = id ?? '';
    const mismatch = { status: 409, code: 'quote_mismatch' };
    for (const [path, change] of Object.entries({
      size: { sizeId: 'medium' },
      imageId: { imageId: 'debian-12' },
      publicIpv4: { publicIpv4: true },
      placement: { placement: { mode: 'auto' as const, region: 'Europe' } },
    }))
      expect(await problemOf(place(person, { ...body, ...change, quoteId }))).toMatchObject({
        ...mismatch,
        errors: [{ path }],
      });
    const other = await personWith('10.00');
    expect(await problemOf(place(other, { ...body, quoteId }))).toMatchObject({ status: 404, code: 'not_found' });
    const { id: deploymentId } = await place(person, { ...body, quoteId });
    expect(await problemOf(place(person, { ...body, name: 'second', quoteId }))).toMatchObject({ status: 409 });
    expect((await ended(person, deploymentId)).status).toBe('running');
  });
});

describe('an order that fails on the way costs nothing and leaves nothing', () => {
  it.each([
    ['the node is full', 'full', /^(node_unavailable)$/],
    ['the node refuses', 'refusing', /^(node_refused|node_failed)$/],
    ['the node is silent', 'down', /^(node_unavailable)$/],
  ])('%s', async (_, status, cause) => {
    const { person, nodeId, id } = status === 'down' ? silent : await orderOn(status);
    for (const each of (await person.call('listDeployments', { query: {} })).items) await ended(person, each.id);
    const failed = await ended(person, id);
    expect(failed).toMatchObject({ status: 'failed', statusReason: expect.stringContaining(String(nodeId)) });
    const { items } = await person.call('listDeploymentEvents', { params: { id }, query: {} });
    expect(items.map((event) => event.cause)).toContainEqual(expect.stringMatching(cause));
    expect(contractsOn(nodeId)).toEqual([]);
    await expectFree(person, '10.0000000');
  });

  it('the chain refuses the contract', async () => {
    const person = await personWith('10.00');
    // The copy of the grid is old: it does not know yet that the node is for whole renting only.
    const { rows } = await scene.admin.query(
      `update nodes set dedicated = false, extra_fee_musd = 0
       where id = (select id from nodes where dedicated and status = 'up' and healthy and rented_by_twin_id is null
         and free_memory_mb > 8192 and free_ssd_gb > 200 and total_cpu >= 2 and 'zmachine' = any(features) order by id limit 1)
       returning id`,
    );
    const nodeId = Number(rows[0]?.id);
    await scene.admin.query('update node_sync set version = version + 1');
    const { id } = await place(person, onNode(nodeId));
    expect(await ended(person, id)).toMatchObject({ status: 'failed', statusReason: expect.stringContaining('node') });
    expect(contractsOn(nodeId)).toEqual([]);
    await expectFree(person, '10.0000000');
  });
});

describe('refused before anything is written', () => {
  it.each([
    [undefined, 'idempotency_key_required'],
    ['two words', 'idempotency_key_invalid'],
    ['x'.repeat(256), 'idempotency_key_invalid'],
  ])('Idempotency-Key %j: %s', async (key, code) => {
    const answer = await scene.operator.raw(
      'POST',
      '/deployments',
      order(),
      key === undefined ? {} : { 'idempotency-key': key },
    );
    expect([answer.status, await answer.json()]).toMatchObject([400, { code }]);
  });

  it('a size that no node has, with what is missing', async () => {
    const size = { cpu: 200, memoryMb: 4_000_000, diskGb: 90_000 };
    const problem = await problemOf(place(scene.operator, order({ sizeId: undefined, size })));
    expect([problem?.status, problem?.code]).toEqual([422, 'no_capacity']);
    expect(problem?.details?.missing).toContainEqual({
      field: 'memoryMb',
      needed: 4_000_000,
      largest: expect.any(Number),
    });
  });
});

it('after all of this the ledger is balanced and no deployment is under way', async () => {
  await eventually(async () => (await scene.operator.call('runJobs')).waiting === 0 || undefined);
  expect(await verifyLedger(scene.store.db)).toMatchObject({ faults: [] });
  const { rows } = await scene.admin.query(
    `select d.id from deployments d where d.hold_released_at is null or (d.status in ('failed', 'deleted') and d.cost_units > 0 and d.billing_from is null)`,
  );
  expect(rows).toEqual([]);
});
