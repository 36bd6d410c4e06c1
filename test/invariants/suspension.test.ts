import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import type { Person } from '../person.ts';
import { eventually, unitsOf, usd } from './scene.ts';
import {
  accepts,
  becomes,
  HOUR_MS,
  machineIs,
  type SpendingScene,
  startSpendingScene,
  type Tenant,
  titlesOf,
} from './spending-scene.ts';

const CENT = 100_000n;
const warnings = [
  'Your balance lasts for less than 7 days',
  'Your balance lasts for less than 3 days',
  'Your balance lasts for less than 24 hours',
  'Suspended: your balance is used up',
];
/** One jump beyond the end of everybody's money; each test then looks at one of them. */
const JUMP_HOURS = 240;
let scene: SpendingScene;
const tenants = {} as Record<'two' | 'silent' | 'racing' | 'deleting' | 'forgetful' | 'late', Tenant>;
const nodes = { silent: 0, racing: 0 };
let places: { host: string; port: number }[] = [];

beforeAll(async () => {
  scene = await startSpendingScene();
  nodes.silent = await scene.someNode();
  nodes.racing = await scene.someNode();
  const on = (nodeId: number) => [{ placement: { mode: 'node' as const, nodeId } }];
  tenants.two = await scene.tenant(200, [{}, { imageId: 'debian-12' }]);
  tenants.silent = await scene.tenant(30, on(nodes.silent));
  tenants.racing = await scene.tenant(30, on(nodes.racing));
  for (const name of ['deleting', 'forgetful', 'late'] as const) tenants[name] = await scene.tenant(30);
  const updates = { target: 'node', command: 'zos.deployment.update', count: 1 };
  await scene.control.post('/grid/faults', { ...updates, nodeId: nodes.silent, kind: 'timeoutAfterInclusion' });
  await scene.control.post('/grid/faults', { ...updates, nodeId: nodes.racing, kind: 'refuse' });
  places = await placesOf(tenants.two);
  expect(await Promise.all(places.map(accepts))).toEqual([true, true]);
  // Six ticks at once: each thing is done and told by one of them.
  await scene.control.post('/clock/advance', { seconds: JUMP_HOURS * 3600 });
  await Promise.all(Array.from({ length: 6 }, () => scene.operator.call('runJobs')));
}, 90_000);
afterAll(() => scene?.close());

const read = (person: Person, id: string) => person.call('getDeployment', { params: { id } });
const placesOf = ({ machines }: Tenant) =>
  Promise.all(machines.map(async ({ address }) => (await scene.reach(address)) ?? { host: '', port: 0 }));
const charge = (person: Person, units: bigint) =>
  person.call('createTopUp', {
    body: {
      amount: usd(`${units / 10_000_000n}.${String(units % 10_000_000n).padStart(7, '0')}`),
      paymentMethodId: 'pm_card_visa',
    },
    idempotencyKey: randomUUID(),
  });
async function pay(person: Person, units: bigint) {
  const { id } = await charge(person, units);
  await eventually(async () => {
    await scene.runJobs();
    return (await person.call('getTopUp', { params: { id } })).status === 'succeeded' || undefined;
  });
}
async function resumeOf(person: Person) {
  const { resume } = await person.call('getBalance');
  if (!resume) throw new Error('nothing waits to come back');
  return resume;
}
const usageOf = async (id: string) =>
  (await scene.admin.query('select * from usage_records where deployment_id = $1 order by hour', [id])).rows;
const causesOf = async (person: Person, id: string) =>
  (await person.call('listDeploymentEvents', { params: { id }, query: { limit: 100 } })).items.map(
    ({ cause }) => cause,
  );

describe('out of funds', () => {
  it('is told in order, each once, by notice and by mail, however far the clock jumped', async () => {
    const { person } = tenants.two;
    expect(await titlesOf(person)).toEqual(warnings);
    const { items } = await scene.control.get<{ items: { subject: string; text: string }[] }>(
      `/mail?to=${person.email}`,
    );
    const subjects = items.map(({ subject }) => subject).filter((subject) => warnings.includes(subject));
    expect(subjects.sort()).toEqual([...warnings].sort());
    const { items: notices } = await person.call('listNotifications', { query: { topic: 'money' } });
    const times = notices.map(({ createdAt }) => Date.parse(createdAt));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect((times[0] ?? 0) - (times.at(-1) ?? 0)).toBeGreaterThan(160 * HOUR_MS);
  });

  it('nothing answers, the disk is kept, and what is kept costs less', async () => {
    const { person, machines } = tenants.two;
    for (const { id } of machines) await machineIs(person, id, 'off');
    expect(await Promise.all(places.map(accepts))).toEqual([false, false]);
    for (const [at, { id, hourly, address }] of machines.entries()) {
      const { status, suspension, statusSince, ...now } = await read(person, id);
      expect([status, suspension?.cause, now.address]).toEqual(['suspended', 'no_funds', null]);
      expect(await scene.reach(address)).toBeUndefined();
      // Charged at the lower price since the hour of the fall, but the full grace from the moment of being told.
      expect(Date.parse(suspension?.dataKeptUntil ?? '') - scene.nowMs()).toBe(168 * HOUR_MS);
      expect(scene.nowMs() - Date.parse(statusSince)).toBeGreaterThan(24 * HOUR_MS);
      const kept = unitsOf(suspension?.keptHourly ?? usd('0'));
      expect(kept > 0n && kept < unitsOf(hourly) / (at === 0 ? 2n : 1n)).toBe(true);
      await expectEachHourOnce(id, kept);
    }
  });

  it('a cent less than asked brings nothing back, the cent brings everything', async () => {
    const { person, machines } = tenants.two;
    const { available } = await person.call('getBalance');
    const { amount, missing, hourly } = await resumeOf(person);
    expect(unitsOf(hourly)).toBe(machines.reduce((sum, each) => sum + unitsOf(each.hourly), 0n));
    expect(unitsOf(missing)).toBe(24n * unitsOf(hourly) - unitsOf(available));
    expect(unitsOf(amount) - unitsOf(missing)).toBeLessThan(CENT);
    await pay(person, unitsOf(amount) - CENT);
    expect(await causesOf(person, machines[0].id)).not.toContain('coming_back');
    const rest = await resumeOf(person);
    expect(unitsOf(rest.missing) > 0n && unitsOf(rest.missing) <= CENT).toBe(true);
    expect(rest.amount.amount).toBe('0.5000000');
    await pay(person, unitsOf(rest.amount));
    for (const { id, address } of machines) expect((await becomes(person, id, 'running')).address).toBe(address);
    expect((await person.call('getBalance')).resume).toBeNull();
    expect((await titlesOf(person)).at(-1)).toMatch(/^Starting again: /);
    await eventually(async () => (await Promise.all(places.map(accepts))).every(Boolean) || undefined);
    expect(await placesOf(tenants.two)).toEqual(places);
  });

  /** No gap: at the price until the fall, at the keeping from then on. */
  async function expectEachHourOnce(id: string, keptHourly: bigint) {
    const rows = await usageOf(id);
    const first = rows[0].hour.getTime();
    expect(rows.map(({ hour }) => (hour.getTime() - first) / HOUR_MS)).toEqual(rows.map((_, at) => at));
    const fall = rows.findIndex((row) => row.kept_seconds > 0);
    expect(fall).toBeGreaterThan(190);
    expect(rows.slice(0, fall).every((row) => row.kept_seconds === 0)).toBe(true);
    expect(rows.slice(fall).every((row) => row.kept_seconds === 3600 && BigInt(row.amount_units) === keptHourly)).toBe(
      true,
    );
  }
});

describe('at the same time', () => {
  it('a payment that settles while the machine is being switched off ends with a machine that runs', async () => {
    const { person, machines } = tenants.racing;
    const [{ id, address }] = machines;
    // The node refused this time: the change is written down, and asked for again in five minutes.
    await eventually(async () => (await read(person, id)).suspension?.waitsForNode || undefined);
    expect((await read(person, id)).suspension?.machine).toBe('switching_off');
    const { rows: tasks } = await scene.admin.query('select kind, done_at from operator_tasks where subject = $1', [
      id,
    ]);
    expect(tasks).toEqual([{ kind: 'power_change_waits', done_at: null }]);
    await pay(person, unitsOf((await resumeOf(person)).amount));
    await becomes(person, id, 'running');
    // What was begun was brought to its end first.
    expect((await causesOf(person, id)).slice(5)).toEqual(['no_funds', 'coming_back', 'switched_off', 'resumed']);
    await eventually(() => scene.reach(address));
    const { rows } = await scene.admin.query(
      'select power, power_change, workload_version as version, until_at from deployments d join suspensions s on s.deployment_id = d.id where d.id = $1',
      [id],
    );
    expect(rows).toEqual([{ power: 'on', power_change: null, version: 2, until_at: expect.any(Date) }]);
  });

  it('a delete while suspended charges the open hour and leaves nothing', async () => {
    const { person, machines } = tenants.deleting;
    const [{ id }] = machines;
    expect((await person.call('deleteDeployment', { params: { id } })).status).toBe('deleting');
    await becomes(person, id, 'deleted');
    const last = (await usageOf(id)).at(-1);
    const open = (scene.nowMs() % HOUR_MS) / 1000;
    expect([last.seconds, last.kept_seconds]).toEqual([Math.floor(open), Math.floor(open)]);
    expect((await person.call('getBalance')).resume).toBeNull();
  });
});

describe('a node that does not do as asked', () => {
  it('since it has no room any more is tried again; the data stays', async () => {
    const { person, machines } = tenants.racing;
    const [{ id }] = machines;
    await scene.pass(40);
    await machineIs(person, id, 'off');
    await scene.control.post(`/grid/nodes/${nodes.racing}`, { status: 'full' });
    await pay(person, unitsOf((await resumeOf(person)).amount));
    await eventually(async () => (await causesOf(person, id)).includes('start_failed') || undefined);
    await eventually(async () => (await read(person, id)).suspension?.waitsForNode || undefined);
    await scene.control.post(`/grid/nodes/${nodes.racing}`, { status: 'up' });
    await scene.pass(0.1);
    await becomes(person, id, 'running');
    await person.call('deleteDeployment', { params: { id } });
  }, 60_000);

  it('though its answer was lost is found to have done it', async () => {
    const { person, machines } = tenants.silent;
    await machineIs(person, machines[0].id, 'off');
  });

  it('holds up the start, which is not charged before it runs', async () => {
    const { person, machines } = tenants.silent;
    const [{ id, address }] = machines;
    const refusal = { target: 'node', nodeId: nodes.silent, command: 'zos.deployment.update', kind: 'refuse' };
    await scene.control.post('/grid/faults', { ...refusal, count: 1 });
    await pay(person, unitsOf((await resumeOf(person)).amount));
    await eventually(async () => (await read(person, id)).suspension?.waitsForNode || undefined);
    expect((await read(person, id)).suspension?.machine).toBe('starting');
    const before = (await usageOf(id)).length;
    await scene.control.post('/grid/faults', { ...refusal, count: 1 });
    await scene.pass(2);
    expect((await usageOf(id)).slice(before).map((row) => row.kept_seconds)).toEqual([3600, 3600]);
    await scene.pass(0.1);
    await becomes(person, id, 'running');
    await eventually(() => scene.reach(address));
  });
});

describe('the end of the grace', () => {
  it('comes after a final notice of full length, though the clock jumped over its day', async () => {
    const { person, machines } = tenants.forgetful;
    const [{ id }] = machines;
    await scene.pass(150 - 42);
    const { status, suspension } = await read(person, id);
    expect(status).toBe('suspended');
    expect(Date.parse(suspension?.dataKeptUntil ?? '') - scene.nowMs()).toBe(48 * HOUR_MS);
    expect((await titlesOf(person)).at(-1)).toMatch(/^Final notice: data of 1 deployment is deleted on /);
    await scene.pass(47);
    expect((await read(person, id)).status).toBe('suspended');
  });

  it('waits for a payment that is on its way', async () => {
    const { person, machines } = tenants.late;
    await scene.control.post('/stripe/webhooks', { mode: 'hold' });
    await charge(person, unitsOf((await resumeOf(person)).amount));
    // Of this payment nobody tells us, and we do not ask.
    await scene.admin.query(`update top_ups set sweep_due_at = null where status = 'processing'`);
    await scene.pass(1);
    expect((await read(person, machines[0].id)).status).toBe('suspended');
    await scene.control.post('/stripe/webhooks', { mode: 'normal' });
    await scene.control.post('/stripe/webhooks/release');
    await becomes(person, machines[0].id, 'running');
  });

  it('leaves nothing and charges nothing more', async () => {
    const { person, machines } = tenants.forgetful;
    const [{ id, contractId, name }] = machines;
    await becomes(person, id, 'deleted');
    expect(await titlesOf(person)).toEqual([
      ...warnings.slice(1),
      expect.stringMatching(/^Final notice: /),
      `Deleted: ${name}`,
    ]);
    const contracts = scene.house.sandboxes.grid?.access.contracts() ?? [];
    expect(contracts.map((contract) => contract.contractId)).not.toContain(contractId);
    expect((await causesOf(person, id)).slice(5)).toEqual([
      'no_funds',
      'switched_off',
      'final_notice',
      'grace_over',
      'cleaned_up',
    ]);
    const count = (await usageOf(id)).length;
    await scene.pass(3);
    expect(await usageOf(id)).toHaveLength(count);
  });
});

it('after all of this the ledger is balanced', async () => {
  expect(await verifyLedger(scene.store.db)).toMatchObject({ faults: [] });
});
