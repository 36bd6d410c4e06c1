import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, newPerson, sshKey, unitsOf, usd } from '../invariants/scene.ts';
import {
  becomes,
  type SpendingScene,
  startSpendingScene,
  type Tenant,
  titlesOf,
} from '../invariants/spending-scene.ts';

let scene: SpendingScene;
let tenant: Tenant;
beforeAll(async () => {
  scene = await startSpendingScene();
  tenant = await scene.tenant(400, [{}, {}]);
  await scene.pass(3);
}, 60_000);
afterAll(() => scene?.close());

const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: { problem: { status: number; code: string; errors?: { path: string }[] } }) => error.problem,
  );
const change = (id: string, body: object) =>
  tenant.person.call('updateDeployment', { params: { id }, body: body as { name?: string } });
const spentOf = async () => unitsOf((await tenant.person.call('getSpendingCaps')).spent);
/** Dollars just above so many units, in whole cents. */
const centsAbove = (units: bigint) => {
  const cents = units / 100_000n + 1n;
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
};
const told = async (title: RegExp) => (await titlesOf(tenant.person)).filter((each) => title.test(each)).length;

describe('what may be changed of a deployment', () => {
  it.each([
    [{}, [expect.anything()]],
    [{ name: 'No Good' }, [{ path: 'name' }]],
    [{ cap: { monthly: usd('0.00'), action: 'stop' } }, [{ path: 'cap.monthly' }]],
    [{ cap: { monthly: usd('1.001'), action: 'stop' } }, [{ path: 'cap.monthly' }]],
    [{ cap: { monthly: usd('5.00'), action: 'block_new' } }, [{ path: 'cap.action' }]],
    [{ size: 'large' }, [{ path: 'size' }, { path: 'json' }]],
  ])('%j is refused with its field', async (body, errors) => {
    expect(await problemOf(change(tenant.machines[0].id, body))).toMatchObject({ code: 'validation_failed', errors });
  });

  it('a name, once among those that live', async () => {
    const [first, second] = tenant.machines;
    expect((await change(first.id, { name: 'shop-web' })).name).toBe('shop-web');
    expect(await problemOf(change(second?.id ?? '', { name: 'shop-web' }))).toMatchObject({
      status: 409,
      code: 'name_taken',
      errors: [{ path: 'name' }],
    });
  });

  it('by its owner alone', async () => {
    const stranger = await newPerson(scene.house);
    const { id } = tenant.machines[0];
    const call = stranger.call('updateDeployment', { params: { id }, body: { name: 'mine-now' } });
    expect(await problemOf(call)).toMatchObject({ status: 404, code: 'not_found' });
    expect((await stranger.call('getSpendingCaps')).deployments).toEqual([]);
  });
});

describe('the limit of a deployment', () => {
  it('is told at 80 % and at 100 %, once, stops it there, and starts it when it is raised', async () => {
    const [{ id }, other] = tenant.machines;
    const { hourly } = tenant.machines[0];
    await change(id, { cap: { monthly: usd(centsAbove(unitsOf(hourly) * 3n)), action: 'stop' } });
    expect(await told(/^80 % of the limit of shop-web/)).toBe(1);
    expect(await told(/^The limit of shop-web/)).toBe(0);
    expect((await tenant.person.call('getDeployment', { params: { id } })).status).toBe('running');
    await scene.pass(1);
    const stopped = await becomes(tenant.person, id, 'suspended');
    expect(stopped).toMatchObject({ suspension: { cause: 'cap_reached', dataKeptUntil: null } });
    expect((await tenant.person.call('getDeployment', { params: { id: other?.id ?? '' } })).status).toBe('running');
    expect((await tenant.person.call('getBalance')).resume).toBeNull();
    await scene.pass(2);
    expect(await told(/^80 % of the limit of shop-web/)).toBe(1);
    expect(await told(/^The limit of shop-web for .* is reached$/)).toBe(1);
    expect((await change(id, { cap: null })).suspension?.machine).toBe('starting');
    await becomes(tenant.person, id, 'running');
  }, 30_000);
});

describe('the limit of the account', () => {
  const order = () =>
    tenant.person.call('createDeployment', {
      body: {
        name: `vm-${randomUUID().slice(0, 8)}`,
        appId: 'vm',
        imageId: 'ubuntu-24.04',
        sizeId: 'small',
        placement: { mode: 'auto' },
        publicIpv4: false,
        sshKeys: [sshKey],
      },
      idempotencyKey: randomUUID(),
    });
  const limit = (amount: string, action: 'notify' | 'block_new' | 'stop') =>
    tenant.person.call('updateSpendingCaps', { body: { account: { monthly: usd(amount), action } } });
  const statuses = async () =>
    (await tenant.person.call('listDeployments', { query: { status: 'live' } })).items.map(({ status }) => status);

  it('that only tells changes nothing else', async () => {
    await limit('0.01', 'notify');
    expect(await told(/^Your limit for .* is reached$/)).toBe(1);
    expect(await statuses()).toEqual(['running', 'running']);
  });

  it('refuses what is new, with the amounts, and lets the rest run', async () => {
    await limit('0.02', 'block_new');
    expect(await problemOf(order())).toMatchObject({
      status: 409,
      code: 'spending_cap_reached',
      details: { limit: { amount: '0.0200000' }, spent: { amount: expect.stringMatching(/^\d+\.\d{7}$/) } },
    });
    expect(await statuses()).toEqual(['running', 'running']);
  });

  it('stops everything at the full hour at which it is reached, and nothing before', async () => {
    await limit(centsAbove(await spentOf()), 'stop');
    expect(await statuses()).toEqual(['running', 'running']);
    await scene.pass(1);
    await eventually(async () => (await statuses()).every((status) => status === 'suspended') || undefined);
    expect(await problemOf(order())).toMatchObject({ code: 'spending_cap_reached' });
    const removed = await tenant.person.call('updateSpendingCaps', { body: { account: null } });
    expect(removed.account).toBeNull();
    await eventually(async () => (await statuses()).every((status) => status === 'running') || undefined);
    expect(unitsOf(removed.spent)).toBe(await spentOf());
  }, 30_000);

  it('that is no amount is refused with its field', async () => {
    const account = { monthly: usd('-1.00'), action: 'stop' as const };
    const call = tenant.person.call('updateSpendingCaps', { body: { account } });
    expect(await problemOf(call)).toMatchObject({ code: 'validation_failed', errors: [{ path: 'account.monthly' }] });
  });
});

it('what has ended cannot be changed', async () => {
  const [{ id }] = tenant.machines;
  await tenant.person.call('deleteDeployment', { params: { id } });
  expect(await problemOf(change(id, { name: 'too-late' }))).toMatchObject({ status: 409, code: 'deployment_final' });
});
