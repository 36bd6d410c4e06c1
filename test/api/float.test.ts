import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../packages/contract/src/client.ts';
import { watchFloat } from '../../packages/server/src/jobs/float/watch-float.ts';
import {
  eventually,
  newPerson,
  type Scene,
  type Stranger,
  sshKey,
  startScene,
  topUp,
  unitsOf,
  usd,
} from '../invariants/scene.ts';
import { dyingAt, Killed } from '../invariants/treasury-scene.ts';
import { type Person, signIn, until } from '../person.ts';
import { policy } from './top-up-policy.ts';

/** Units of 1e-7 of a decimal text. */
const units = (text: string | undefined) => BigInt((text ?? '').replace('.', ''));

let scene: Scene;
let operator: Person;
let person: Stranger;

beforeAll(async () => {
  // At 20 mUSD two small machines take 0.23 TFT an hour of it, with the discount that the stash gives.
  scene = await startScene({ stellar: 'signs', float: { twinTft: 75n, stashTft: 20_000n } });
  await scene.control.post('/grid/tft-price', { musd: 20 });
  operator = scene.operator;
  person = await newPerson(scene.house);
  await topUp(scene, person, '50.00');
});
afterAll(() => scene?.close());

const order = (name: string) => ({
  name,
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'small',
  placement: { mode: 'auto' as const },
  sshKeys: [sshKey],
});

async function deploy(name: string) {
  const { id } = await person.call('createDeployment', { body: order(name), idempotencyKey: randomUUID() });
  return until(person, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
}

/** Tokens live for a day. */
async function advance(seconds: number) {
  await scene.control.post('/clock/advance', { seconds });
  operator = scene.operator = await signIn(scene.house, 'operator@demo.test');
  person = { ...person, ...(await signIn(scene.house, person.email, person.password)) };
  await scene.runJobs();
}
const HOUR = 3600;
const alerts = () => operator.call('getFloatAlerts');

describe('the staking discount', () => {
  it('is for each contract what the chain then gives it, to the unit', async () => {
    await deploy('plain');
    await advance(2 * 3600);
    const [contract] = (await operator.call('listStakingContracts', { query: {} })).items;
    const { lastBill, level } = contract ?? {};
    expect(contract).toMatchObject({ name: 'plain', level: lastBill?.level });
    // The chain bills a full hour; a month of them is what the page says.
    expect(units(lastBill?.tft) * 720n).toBe(units(contract?.monthlyTft));
    const summary = await operator.call('getStaking');
    expect(summary.levels.find((each) => each.level === level)).toMatchObject({ contracts: 1 });
    expect(summary.savingMonthlyTft).toBe(contract?.savingMonthlyTft);
    expect(units(summary.runway.burnPerHourTft)).toBe(units(lastBill?.tft));
  });

  it('that is passed on stands in the quote, is kept by the deployment, and leaves the provider its share of the rest', async () => {
    const { lastVersion, active } = await operator.call('getPricing');
    const rule = { ...active.rule, discountPassedOnPercent: 40 };
    await operator.call('publishPrices', { body: { basedOn: lastVersion, rule } });
    const sharing = await deploy('sharing');
    const discount = sharing.parts.find(({ code }) => code === 'discount');
    expect(unitsOf(discount?.hourly ?? usd('0'))).toBeLessThan(0n);
    await advance(2 * 3600);
    const { rows } = await scene.admin.query(
      `select d.name, d.hourly_units as hourly, d.grid_hourly_units as grid, d.passed_on_hourly_units as passed,
              l.discount_hourly_units as discount, u.provider_share_units as share, u.margin_units as margin
       from deployments d join usage_records u on u.deployment_id = d.id and u.seconds = 3600
       join staking_levels l on l.deployment_id = d.id order by u.hour desc limit 2`,
    );
    const of = (name: string) => {
      const { name: _, ...row } = rows.find((each) => each.name === name) ?? {};
      return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, BigInt(String(value))]));
    };
    const plain = of('plain');
    expect(plain.passed).toBe(0n);
    expect(plain.share).toBe(((plain.hourly ?? 0n) - (plain.grid ?? 0n)) / 10n + (plain.discount ?? 0n) / 2n);
    const shared = of('sharing');
    expect(shared.passed).toBe(-unitsOf(discount?.hourly ?? usd('0')));
    const { hourly = 0n, grid = 0n, passed = 0n, discount: taken = 0n } = shared;
    expect(shared.share).toBe((hourly + passed - grid) / 10n + (taken - passed) / 2n);
  });
});

describe('a float that runs dry', () => {
  const bounds = (found: Answer<'getFloatAlerts'>) => found.passed.map(({ kind, bound }) => `${kind} ${bound}`);
  const mails = async () => {
    const { items } = await scene.control.get<{ items: { subject: string; text: string }[] }>(
      '/mail?to=operator@demo.test',
    );
    return items.filter(({ subject }) => subject.startsWith('The marketplace'));
  };

  it('is told at 14, 7 and 3 days, once each, by mail and in the console, with a payment for TF Connect', async () => {
    expect(bounds(await alerts())).toEqual(['low_balance 1000.0000000', 'runway 336']);
    // TFT halves in price: what runs costs twice as many, in the next hour.
    await scene.control.post('/grid/tft-price', { musd: 10 });
    await eventually(async () => {
      await scene.runJobs();
      return (await alerts()).passed.length > 2 || undefined;
    });
    expect(bounds(await alerts())).toEqual(['low_balance 1000.0000000', 'runway 336', 'runway 168']);
    await advance(93 * HOUR);
    const found = await alerts();
    expect(bounds(found)).toEqual(['low_balance 1000.0000000', 'runway 336', 'runway 168', 'runway 72']);
    await scene.runJobs();
    const { items } = await operator.call('listNotifications', { query: { topic: 'operator' } });
    const told = items.filter(({ title }) => title.startsWith('The marketplace'));
    expect(told.map(({ severity }) => severity)).toEqual(['urgent', 'warn', 'warn', 'warn']);
    const sent = await eventually(async () => ((await mails()).length === 4 ? mails() : undefined));
    const { payment } = found;
    expect(payment?.link).toMatch(/^TFT:G[A-Z2-7]{55}\?message=twin_\d+&sender=me&amount=\d+$/);
    // The price of then asked for another amount; bridge and memo are the same.
    for (const { text } of sent) expect(text).toContain(payment?.link.replace(/amount=.*/, 'amount='));
  });

  it('takes no new order while it is short, and what runs goes on', async () => {
    expect(await alerts()).toMatchObject({ ordersRefused: true, ordersFromHours: 240 });
    const refused = await person.raw('POST', '/deployments', order('late'), { 'idempotency-key': randomUUID() });
    expect([refused.status, (await refused.json()).code]).toEqual([503, 'temporarily_unavailable']);
    const { items } = await person.call('listDeployments', { query: {} });
    expect(items.map(({ status }) => status)).toEqual(['running', 'running']);
  });
});

const standing = () => operator.call('getTopUpPolicy');
const decisions = async () => (await operator.call('listTopUpDecisions', { query: {} })).items;
const policyTransfers = async () =>
  (
    await scene.admin.query(
      "select id, status, spend_units as units from treasury_transfers where origin = 'policy' order by created_at",
    )
  ).rows;

async function set(over: Partial<typeof policy>) {
  const { version } = await standing();
  await operator.call('updateTopUpPolicy', { body: { version, policy: { ...policy, ...over } } });
  await scene.runJobs();
}

describe('the policy that buys TFT', () => {
  it('names every field that is wrong, and never overwrites what somebody else has set', async () => {
    const wrong = await operator.raw('PUT', '/treasury/top-up-policy', {
      version: 0,
      policy: { ...policy, targetTft: '50', dayCapUsdc: '0.1' },
    });
    expect(await wrong.json()).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'policy.targetTft' }, { path: 'policy.dayCapUsdc' }],
    });
    await set({});
    const stale = await operator.raw('PUT', '/treasury/top-up-policy', { version: 0, policy });
    expect([stale.status, (await stale.json()).code]).toEqual([409, 'settings_changed']);
  });

  it('in a dry run only says what it would do, and counts that it would again', async () => {
    await scene.runJobs();
    const [decision] = await decisions();
    const { usableTft, next } = await standing();
    expect(decision).toMatchObject({ action: 'dry_run', reason: 'below', usableTft });
    expect(decision?.times).toBeGreaterThan(1);
    // To 200 TFT and the bridge's 1, at 0.01 each, rounded up.
    expect(units(decision?.spendUsdc ?? '')).toBe((2_010_000_000n - units(usableTft ?? '') + 99n) / 100n);
    expect(next).toMatchObject({ action: 'dry_run', spendUsdc: decision?.spendUsdc });
    expect(await policyTransfers()).toEqual([]);
  });

  it('asks a person above its limit: declined it rests, approved it buys once', async () => {
    await set({ mode: 'live' });
    const { question } = await standing();
    const params = { id: question?.id ?? '' };
    const tasks = async () => (await operator.call('listTasks', { query: { kind: 'top_up_approval' } })).items.length;
    expect(await tasks()).toBe(1);
    await operator.call('declineTopUp', { params, body: { note: 'Not today.' } });
    await scene.runJobs();
    const [waits, declined] = await decisions();
    expect(declined).toMatchObject({ action: 'declined', note: 'Not today.' });
    expect([waits?.reason, await tasks(), (await policyTransfers()).length]).toEqual(['cooling_down', 0, 0]);

    await set({ mode: 'live', cooldownMinutes: 0 });
    const again = { id: (await standing()).question?.id ?? '' };
    const key = randomUUID();
    const answers = await Promise.all(
      [1, 2].map(() => operator.call('approveTopUp', { params: again, idempotencyKey: key })),
    );
    expect(new Set(answers.map(({ transferId }) => transferId)).size).toBe(1);
    const second = await operator.raw('POST', `/treasury/top-up-policy/decisions/${again.id}/approve`, undefined, {
      'idempotency-key': randomUUID(),
    });
    expect([second.status, (await second.json()).code]).toEqual([409, 'top_up_answered']);
    await eventually(async () => {
      await scene.runJobs();
      return (await policyTransfers())[0]?.status === 'completed' || undefined;
    });
    await scene.runJobs();
    const { usableTft, spentDayUsdc, next } = await standing();
    expect([units(usableTft ?? '') > 1_950_000_000n, next]).toMatchObject([true, { action: 'none', reason: 'enough' }]);
    expect(spentDayUsdc).toBe(answers[0]?.spendUsdc);
  });

  it('having brought the float back, alerts are armed again and orders are taken', async () => {
    const found = await alerts();
    expect([found.ordersRefused, found.passed.map(({ bound }) => bound)]).toEqual([false, ['1000.0000000']]);
    expect((await deploy('on-time')).status).toBe('running');
  });

  it('begins one transfer, however many look at once and wherever one of them dies', async () => {
    const { adapters } = scene.house.marketplace;
    const before = (await policyTransfers()).length;
    const { version } = await standing();
    const eager = {
      ...policy,
      mode: 'live' as const,
      belowTft: '250.0000000',
      targetTft: '300.0000000',
      approvalAboveUsdc: null,
      cooldownMinutes: 0,
    };
    await operator.call('updateTopUpPolicy', { body: { version, policy: eager } });
    for (let deadly = 1; ; deadly++) {
      const died = await watchFloat(dyingAt(adapters, deadly)).then(
        () => false,
        (error: unknown) => error instanceof Killed,
      );
      // In one look: the server's own tick may come in between two.
      const { rows } = await scene.admin.query(
        `select (select count(*) from treasury_transfers where origin = 'policy')::int as transfers,
                (select count(*) from top_up_decisions where transfer_id is not null)::int as decisions`,
      );
      expect(rows[0].decisions).toBe(rows[0].transfers);
      const begun = rows[0].transfers - before;
      if (begun > 0 || !died) break;
    }
    await Promise.all([1, 2, 3].map(() => watchFloat(adapters)));
    expect((await policyTransfers()).length - before).toBe(1);
    await eventually(async () => {
      await scene.runJobs();
      return (await policyTransfers()).every(({ status }) => status === 'completed') || undefined;
    });
    expect((await decisions()).filter(({ action }) => action === 'start')).toHaveLength(1);
  });

  it('pauses after three failures in a row until a person lets it go on', async () => {
    // Nobody sells near the chain's price.
    await scene.control.post('/stellar/price', { tftPerUsdc: 40 });
    await set({
      mode: 'live',
      belowTft: '400.0000000',
      targetTft: '500.0000000',
      approvalAboveUsdc: null,
      cooldownMinutes: 0,
    });
    await eventually(async () => {
      await scene.runJobs();
      return (await standing()).pausedAt ?? undefined;
    });
    const failed = (await policyTransfers()).filter(({ status }) => status === 'failed');
    expect([failed.length, (await standing()).next]).toMatchObject([3, { action: 'wait', reason: 'paused' }]);
    await scene.runJobs();
    expect((await policyTransfers()).filter(({ status }) => status === 'failed')).toHaveLength(3);
    await scene.control.post('/stellar/price', { tftPerUsdc: 100 });
    await operator.call('resumeTopUpPolicy');
    const twice = await operator.raw('POST', '/treasury/top-up-policy/resume');
    expect([twice.status, (await twice.json()).code]).toEqual([409, 'policy_not_paused']);
    await eventually(async () => {
      await scene.runJobs();
      return (await policyTransfers()).at(-1)?.status === 'completed' || undefined;
    });
    const actions = (await decisions()).map(({ action }) => action);
    expect(actions).toContain('pause');
  });

  it('tells what it would have done with what was recorded, and gives its history as a file', async () => {
    const found = await operator.call('simulateTopUpPolicy', { body: { ...policy, mode: 'live' } });
    expect(found.hours).toBeGreaterThanOrEqual(3);
    expect(found.topUps[0]).toMatchObject({ trigger: 'below', asked: true });
    const csv = await (await operator.raw('GET', '/treasury/top-up-policy/decisions?format=csv')).text();
    expect(csv.split('\r\n')[0]).toContain('first_at,last_at,times,action,reason');
    expect(csv).toContain('declined');
  });
});
