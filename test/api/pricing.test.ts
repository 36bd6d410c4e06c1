import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PriceRule } from '../../packages/contract/src/pricing.ts';
import { newPerson, type Scene, type Stranger, sshKey, startScene, topUp, unitsOf, usd } from '../invariants/scene.ts';
import { type Person, until } from '../person.ts';
import { ask, problemOf, short } from './refused.ts';

let scene: Scene;
let user: Stranger;
let running: string;
let nodeId: number;
beforeAll(async () => {
  scene = await startScene();
  user = await newPerson(scene.house);
  await topUp(scene, user, '50.00');
  const quote = await user.call('createQuote', { body: request });
  nodeId = quote.nodeId;
  const made = await user.call('createDeployment', { body: order(), idempotencyKey: randomUUID() });
  running = made.id;
  await until(user, 'getDeployment', { params: { id: running } }, ({ status }) => status === 'running');
});
afterAll(() => scene?.close());

const request = {
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'medium',
  placement: { mode: 'auto' as const },
  publicIpv4: false,
};
const order = (change: Record<string, unknown> = {}) => ({
  ...request,
  name: `vm-${randomUUID().slice(0, 8)}`,
  sshKeys: [sshKey],
  placement: { mode: 'node' as const, nodeId },
  ...change,
});
const entry = (percent: number, fixedMonthly = '0', minimumMonthly = '0') => ({
  percent,
  fixedMonthly: usd(fixedMonthly),
  minimumMonthly: usd(minimumMonthly),
});
const rule = (change: Partial<PriceRule> = {}): PriceRule => ({
  general: entry(20),
  apps: {},
  discountPassedOnPercent: 0,
  ...change,
});
const publish = async (published: PriceRule, more: { effectiveAt?: string; reason?: string } = {}) => {
  const { lastVersion } = await scene.operator.call('getPricing');
  return scene.operator.call('publishPrices', { body: { basedOn: lastVersion, rule: published, ...more } });
};
const put = (body: unknown, person: Person = scene.operator) => person.raw('PUT', '/operator/pricing', body);
const quoteHere = () => user.call('createQuote', { body: { ...request, placement: { mode: 'node', nodeId } } });
const hourlyHere = async () => unitsOf((await quoteHere()).hourly);
const nowMs = () => scene.house.sandboxes.clock.now();
/** The medium machine of the tests on a plain node: 2 cores, 4 GiB, 50 GiB and 2 GiB of root filesystem. */
const GRID = 113_000n;
const at = (percent: bigint) => GRID + (GRID * percent) / 100n;

describe('a rule for this app', () => {
  it('begins with the general 20 percent of setup', async () => {
    expect(await scene.operator.call('getPricing')).toMatchObject({
      lastVersion: 1,
      active: { version: 1, status: 'active', rule: { general: { percent: 20 } }, publishedBy: null },
      scheduled: [],
    });
    expect(await hourlyHere()).toBe(at(20n));
  });

  it('holds from its publication on, for the next quote, in every part', async () => {
    await publish(rule({ apps: { vm: entry(50, '7.20') } }), { reason: 'Dearer machines' });
    const { hourly, parts } = await quoteHere();
    expect(unitsOf(hourly)).toBe(at(50n) + 100_000n);
    expect(parts.map(({ code, hourly }) => [code, unitsOf(hourly)])).toEqual([
      ['compute', 100_000n],
      ['storage', 13_000n],
      ['markup_percent', 56_500n],
      ['markup_fixed', 100_000n],
    ]);
  });

  it('may set a least price', async () => {
    await publish(rule({ apps: { vm: entry(0, '0', '72.00') } }));
    expect(await hourlyHere()).toBe(1_000_000n);
    await publish(rule());
    expect(await hourlyHere()).toBe(at(20n));
  });

  it('a quote that was given keeps its price for its fifteen minutes', async () => {
    const quote = await user.call('createQuote', { body: { ...request, placement: { mode: 'node', nodeId } } });
    await publish(rule({ general: entry(100) }));
    const body = order({ quoteId: quote.id });
    const { id, hourly } = await user.call('createDeployment', { body, idempotencyKey: randomUUID() });
    expect(unitsOf(hourly)).toBe(at(20n));
    await user.call('deleteDeployment', { params: { id } });
    await publish(rule());
  });
});

// All of this file happens within a day: tokens live no longer.
describe('a change that is announced', () => {
  let effectiveAt: string;
  const chargedHours = async () =>
    (await user.call('listDeploymentUsage', { params: { id: running }, query: {} })).items.filter(
      ({ seconds }) => seconds === 3600,
    );

  it('is shown to everybody, and those with deployments are told that theirs stay', async () => {
    effectiveAt = new Date(Math.ceil(nowMs() / 3_600_000) * 3_600_000 + 6 * 3_600_000).toISOString();
    const { scheduled } = await publish(rule({ general: entry(30) }), { effectiveAt, reason: 'New year' });
    expect(scheduled).toMatchObject([
      {
        status: 'scheduled',
        effectiveAt,
        changes: [{ subject: 'general', field: 'percent', from: '20', to: '30' }],
        publishedBy: { email: 'operator@demo.test' },
      },
    ]);
    const app = (await (await ask(scene.house, 'GET', '/apps/vm')).json()) as { sizes: Record<string, unknown>[] };
    expect(app.sizes[1]).toMatchObject({
      monthlyFrom: cents(at(20n)),
      announced: { effectiveAt, monthlyFrom: cents(at(30n)) },
    });
    expect(await hourlyHere()).toBe(at(20n));
    await scene.runJobs();
    await scene.runJobs();
    const { items } = await scene.control.get<{ items: { subject: string; text: string }[] }>(`/mail?to=${user.email}`);
    const told = items.filter(({ subject }) => subject.startsWith('Prices change on'));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('keeps the price that you accepted');
  });

  it('begins in its very moment, without a restart: before it the old price, from it on the new one', async () => {
    await scene.control.post('/clock/freeze', { frozen: true });
    await scene.control.post('/clock/set', { at: new Date(Date.parse(effectiveAt) - 1).toISOString() });
    expect(await hourlyHere()).toBe(at(20n));
    await scene.control.post('/clock/set', { at: effectiveAt });
    expect(await hourlyHere()).toBe(at(30n));
    await scene.control.post('/clock/freeze', { frozen: false });
    expect(await scene.operator.call('getPricing')).toMatchObject({
      active: { rule: { general: { percent: 30 } } },
      scheduled: [],
    });
    await expect
      .poll(async () => (await user.call('getNode', { params: { id: nodeId } })).monthlyFrom)
      .toEqual(cents((56_250n * 130n) / 100n));
  });

  it('leaves the price of what runs, and its next charge, as they were', async () => {
    await scene.control.post('/clock/advance', { seconds: 7200 });
    await scene.runJobs();
    const hours = await chargedHours();
    expect(hours.length).toBeGreaterThan(6);
    expect(new Set(hours.map(({ amount }) => unitsOf(amount)))).toEqual(new Set([at(20n)]));
    expect(unitsOf((await user.call('getDeployment', { params: { id: running } })).hourly)).toBe(at(20n));
  });

  it('can be withdrawn until it holds; whoever was told hears of it', async () => {
    const soon = new Date(nowMs() + 3 * 3_600_000).toISOString();
    const { lastVersion: version } = await publish(rule({ general: entry(90) }), { effectiveAt: soon });
    await scene.runJobs();
    const { scheduled } = await scene.operator.call('withdrawPrices', { params: { version } });
    expect(scheduled).toEqual([]);
    const again = scene.operator.raw('DELETE', `/operator/pricing/versions/${version}`);
    expect(short(await problemOf(again))).toBe('409 price_in_force');
    for (const [other, answer] of [
      [version - 1, '409 price_in_force'],
      [999, '404 not_found'],
      ['x', '404 not_found'],
    ] as const)
      expect(short(await problemOf(scene.operator.raw('DELETE', `/operator/pricing/versions/${other}`)))).toBe(answer);
    await scene.runJobs();
    const { items } = await scene.control.get<{ items: { subject: string }[] }>(`/mail?to=${user.email}`);
    expect(items.some(({ subject }) => subject.startsWith('Prices do not change on'))).toBe(true);
    await scene.control.post('/clock/advance', { seconds: 4 * 3600 });
    expect(await hourlyHere()).toBe(at(30n));
  });
});

describe('a preview', () => {
  it('says of real deployments and of public prices what real quotes then say', async () => {
    const next = rule({ apps: { vm: entry(45, '3.60') }, discountPassedOnPercent: 10 });
    const preview = await scene.operator.call('previewPrices', { body: { rule: next } });
    expect(await hourlyHere()).toBe(at(30n));
    expect(preview.deployments).toMatchObject({ total: 1, people: 1, lower: 0, higher: 1, same: 0 });
    expect(preview.deployments.items).toMatchObject([{ id: running, email: user.email, nodeId }]);
    const { sizes } = await user.call('getApp', { params: { id: 'vm' } });
    expect(preview.sizes.map(({ sizeId, now }) => [sizeId, now.from])).toEqual(
      sizes.map(({ id, monthlyFrom }) => [id, monthlyFrom]),
    );

    await publish(next);
    expect(preview.deployments.items[0]?.next).toEqual((await quoteHere()).hourly);
    expect(preview.sizes.map(({ next: { from } }) => from)).toEqual(
      (await user.call('getApp', { params: { id: 'vm' } })).sizes.map(({ monthlyFrom }) => monthlyFrom),
    );
    expect((await user.call('getDeployment', { params: { id: running } })).hourly).toEqual(
      preview.deployments.items[0]?.locked,
    );
  });

  it('warns where the discount that is passed on goes below the list price; such an order is charged right', async () => {
    // The float of the scene is 100,000 TFT: every small machine has the highest level, 60 percent.
    const sharing = rule({ general: entry(10), discountPassedOnPercent: 50 });
    const { sizes, nodesOnOffer } = await scene.operator.call('previewPrices', { body: { rule: sharing } });
    expect(sizes[0]).toMatchObject({ nodesBelowGrid: nodesOnOffer });
    expect(sizes[0]?.marginPercent).toBeLessThan(0);
    await publish(sharing);
    const { hourly, parts } = await quoteHere();
    expect(parts.at(-1)).toMatchObject({ code: 'discount', hourly: { amount: '-0.0033900' } });
    expect(unitsOf(hourly)).toBe(at(10n) - 33_900n);
    const made = await user.call('createDeployment', { body: order(), idempotencyKey: randomUUID() });
    await until(user, 'getDeployment', { params: { id: made.id } }, ({ status }) => status === 'running');
    await scene.control.post('/clock/advance', { seconds: 7200 });
    await scene.runJobs();
    const { rows } = await scene.admin.query(
      'select amount_units, grid_cost_units, provider_share_units, margin_units from usage_records where deployment_id = $1 and seconds = 3600',
      [made.id],
    );
    // Its provider has 10 % of the markup of 11,300 and half of the 33,900 that are kept.
    expect(rows[0]).toEqual({
      amount_units: '90400',
      grid_cost_units: '113000',
      provider_share_units: '18080',
      margin_units: '-40680',
    });
    expect((await scene.operator.call('getOperatorOverview', { query: {} })).ledger.balanced).toBe(true);
  });
});

describe('what cannot be published', () => {
  it.each([
    [{ rule: rule({ general: entry(-1) }) }, 'rule.general.percent'],
    [{ rule: rule({ general: entry(20.00001) }) }, 'rule.general.percent'],
    [{ rule: rule({ general: entry(20, '-1') }) }, 'rule.general.fixedMonthly.amount'],
    [{ rule: rule({ apps: { mainframe: entry(20) } }) }, 'rule.apps.mainframe'],
    [{ rule: rule({ discountPassedOnPercent: 101 }) }, 'rule.discountPassedOnPercent'],
    [{ rule: { ...rule(), markup: 20 } }, 'rule.markup'],
    [{ rule: rule(), effectiveAt: '2026-01-01T00:00:00Z' }, 'effectiveAt'],
    [{ rule: rule(), effectiveAt: 'tomorrow' }, 'effectiveAt'],
  ])('%#: refused at its field', async (body, path) => {
    const { lastVersion } = await scene.operator.call('getPricing');
    expect(short(await problemOf(put({ basedOn: lastVersion, ...body })))).toBe(`400 validation_failed ${path}`);
  });

  it('what follows another version than the last says who was first; of two at once one wins', async () => {
    const { lastVersion } = await scene.operator.call('getPricing');
    const answers = await Promise.all([1, 2, 3].map(() => put({ basedOn: lastVersion, rule: rule() })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await problemOf(put({ basedOn: lastVersion, rule: rule() }))).toMatchObject({
      code: 'settings_changed',
      details: { section: 'pricing', changedBy: { email: 'operator@demo.test' } },
    });
  });

  it('the past: entries never change, and the history says who, when, why and what', async () => {
    await expect(scene.store.pool.query('update price_entries set percent = 0')).rejects.toThrow('permission denied');
    await expect(scene.store.pool.query('update price_rules set effective_at = published_at')).rejects.toThrow(
      'permission denied',
    );
    const { items, nextCursor } = await scene.operator.call('listPriceVersions', { query: { limit: 2 } });
    const rest = await scene.operator.call('listPriceVersions', { query: { limit: 100, cursor: nextCursor ?? '' } });
    const all = [...items, ...rest.items];
    expect(all.map(({ version }) => version)).toEqual(all.map((_, index) => all.length - index));
    expect(all.filter(({ status }) => status === 'active')).toHaveLength(1);
    expect(all.at(-2)).toMatchObject({
      version: 2,
      status: 'superseded',
      reason: 'Dearer machines',
      publishedBy: { email: 'operator@demo.test' },
      changes: [
        { subject: 'vm', field: 'percent', from: null, to: '50' },
        { subject: 'vm', field: 'fixedMonthly', from: null, to: '7.2000000' },
        { subject: 'vm', field: 'minimumMonthly', from: null, to: '0.0000000' },
      ],
    });
    const csv = await (await scene.operator.raw('GET', '/operator/pricing/versions?format=csv')).text();
    expect(csv.trim().split('\r\n')).toHaveLength(all.length + 1);
    const { rows } = await scene.admin.query(
      "select action, object, reason from audit_log where object in ('prices:2') or action = 'prices.withdrawn' order by seq",
    );
    expect(rows).toMatchObject([
      { action: 'prices.published', object: 'prices:2', reason: 'Dearer machines' },
      { action: 'prices.withdrawn' },
    ]);
  });
});

/** The monthly price of hourly units, as it travels. */
function cents(hourlyUnits: bigint) {
  const text = (hourlyUnits * 720n).toString().padStart(8, '0');
  return usd(`${text.slice(0, -7)}.${text.slice(-7)}`);
}
