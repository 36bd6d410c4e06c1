import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Scene, type Stranger, sshKey, startScene, topUp, unitsOf, usd } from '../invariants/scene.ts';
import { type Person, signIn, until } from '../person.ts';

/** Units of 1e-7 of a decimal text. */
const units = (text: string | undefined) => BigInt((text ?? '').replace('.', ''));

let scene: Scene;
let operator: Person;
let person: Stranger;

beforeAll(async () => {
  // Two small machines take 0.4 TFT an hour of it with the discount that the stash gives.
  scene = await startScene({ stellar: 'signs', float: { twinTft: 150n, stashTft: 20_000n } });
  operator = scene.operator;
  person = await newPerson(scene.house);
  await topUp(scene, person, '50.00');
});
afterAll(() => scene?.close());

async function deploy(name: string, over: object = {}) {
  const { id } = await person.call('createDeployment', {
    body: {
      name,
      appId: 'vm',
      imageId: 'ubuntu-24.04',
      sizeId: 'small',
      placement: { mode: 'auto' },
      sshKeys: [sshKey],
      ...over,
    },
    idempotencyKey: randomUUID(),
  });
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
  it('x', async () => {
    console.log(JSON.stringify(await alerts(), null, 1));
    console.log(JSON.stringify(await operator.call('getStaking'), null, 1));
    const t = performance.now();
    await advance(48 * HOUR);
    console.log(performance.now() - t, JSON.stringify(await alerts(), null, 1));
    console.log(JSON.stringify(await operator.call('getTopUpPolicy'), null, 1));
  });
});
