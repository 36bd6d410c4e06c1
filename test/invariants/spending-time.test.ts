import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../packages/server/src/clock.ts';
import { newId } from '../../packages/server/src/ids.ts';
import { billAndReview } from '../../packages/server/src/jobs/spending/review-balances.ts';
import { createLogger } from '../../packages/server/src/log.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { createStore, type Store } from '../../packages/server/src/postgres/store.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { type BilledRow, HOUR_MS, insertRows, noDiscount } from './billing-rows.ts';

/** Some hours before a month begins, so that limits end and begin within the time that is looked at. */
const START = Date.UTC(2026, 2, 31);
const HOURS = 60;
const seed = randomInt(2 ** 31);

interface Person {
  rows: (BilledRow & { capUnits: bigint | null; capAction: 'notify' | 'stop' })[];
  balanceUnits: bigint;
  accountCap: { units: bigint; action: 'notify' | 'block_new' | 'stop' } | null;
}

/** People whose money lasts from less than nothing to beyond the end, some of them with limits that bite. */
function randomPeople(): Person[] {
  const deployment = fc.record({
    hourlyUnits: fc.bigInt(1_000n, 900_000n),
    begunSecondsAgo: fc.integer({ min: 0, max: 7200 }),
    capHours: fc.option(fc.bigInt(1n, 45n), { freq: 2 }),
    capAction: fc.constantFrom('notify' as const, 'stop' as const),
  });
  const person = fc.record({
    deployments: fc.array(deployment, { minLength: 1, maxLength: 4 }),
    lastsPercent: fc.bigInt(-5n, 130n),
    capHours: fc.option(fc.bigInt(1n, 45n), { freq: 2 }),
    capAction: fc.constantFrom('notify' as const, 'block_new' as const, 'stop' as const),
  });
  return fc.sample(person, { numRuns: 24, seed }).map(({ deployments, lastsPercent, capHours, capAction }, at) => {
    const spend = deployments.reduce((sum, { hourlyUnits }) => sum + hourlyUnits, 0n);
    return {
      balanceUnits: (spend * BigInt(HOURS) * lastsPercent) / 100n,
      accountCap: capHours === null ? null : { units: spend * capHours, action: capAction },
      rows: deployments.map((each, index) => ({
        id: `0190dddd-0000-7000-8000-0000000${String(at * 10 + index).padStart(5, '0')}`,
        userId: `0190aaaa-0000-7000-8000-0000000${String(at).padStart(5, '0')}`,
        farmId: 1,
        hourlyUnits: each.hourlyUnits,
        gridHourlyUnits: each.hourlyUnits / 2n,
        providerSharePercent: 10,
        fromMs: START - each.begunSecondsAgo * 1000,
        untilMs: null,
        keptHourlyUnits: each.hourlyUnits / 5n,
        suspensions: [],
        ...noDiscount,
        capUnits: each.capHours === null ? null : each.hourlyUnits * each.capHours,
        capAction: each.capAction,
      })),
    };
  });
}

class World {
  database!: TestDatabase;
  store!: Store;
  admin!: pg.Client;

  static async with(people: Person[]): Promise<World> {
    const world = new World();
    world.database = await createDatabase();
    world.store = createStore(world.database.url);
    world.admin = new pg.Client({ connectionString: world.database.adminUrl });
    await world.admin.connect();
    await insertRows(
      world.admin,
      people.flatMap(({ rows }) => rows),
    );
    const billing = { warnHours: [36, 18, 6] };
    await world.admin.query(`insert into settings values ('billing', $1, 'epoch', 'test')`, [JSON.stringify(billing)]);
    for (const { rows, balanceUnits, accountCap } of people) await world.endow(rows, balanceUnits, accountCap);
    return world;
  }

  private async endow(rows: Person['rows'], balanceUnits: bigint, accountCap: Person['accountCap']) {
    const userId = rows[0]?.userId;
    await this.admin.query(`update ledger_accounts set balance = $2 where owner = 'user:' || $1::text`, [
      userId,
      balanceUnits,
    ]);
    for (const { id, capUnits, capAction } of rows) {
      if (capUnits === null) continue;
      await this.admin.query('update deployments set cap_units = $2, cap_action = $3 where id = $1', [
        id,
        capUnits,
        capAction,
      ]);
    }
    if (accountCap === null) return;
    await this.admin.query(`insert into spending_caps values ($1, $2, $3, null, 0, 'epoch')`, [
      userId,
      accountCap.units,
      accountCap.action,
    ]);
  }

  async tick(nowMs: number) {
    const clock = { ...systemClock(), now: () => new Date(nowMs) };
    const parts = { store: this.store, clock, newId, log: createLogger('error') };
    await billAndReview(parts);
  }

  /** Everything that was charged, done and told; without the moment until which data is kept, which counts from being told. */
  async story() {
    const read = async (text: string) => (await this.admin.query(text)).rows;
    return {
      charges: await read(
        'select deployment_id, hour, seconds, kept_seconds, amount_units from usage_records order by 1, 2',
      ),
      suspensions: await read('select * from suspensions order by 1, 2'),
      events: await read('select deployment_id, at, cause, to_status from deployment_events order by 1, 2, id'),
      notices: await read(
        'select user_id, created_at, dedupe_key, title, severity from notifications order by 1, 2, 3',
      ),
      states: await read(
        'select id, status, suspension_cause, power_wanted, cap_told_month, cap_told_percent from deployments order by 1',
      ),
      told: await read('select * from balance_watches order by 1'),
      balances: await read(`select owner, balance from ledger_accounts where kind = 'available' order by 1`),
    };
  }

  async close() {
    await this.admin.end();
    await this.store.close();
    await this.database.drop();
  }
}

describe(`one late tick and a tick in each hour (seed ${seed})`, () => {
  let hourly: World;
  let late: World;
  beforeAll(async () => {
    const people = randomPeople();
    [hourly, late] = await Promise.all([World.with(people), World.with(people)]);
  }, 60_000);
  afterAll(async () => {
    await hourly?.close();
    await late?.close();
  });

  it('charge, suspend and tell the same, at the same times', async () => {
    for (let hour = 0; hour <= HOURS; hour++) await hourly.tick(START + hour * HOUR_MS);
    await late.tick(START);
    // Two processes come back at once after the outage.
    await Promise.all([late.tick(START + HOURS * HOUR_MS), late.tick(START + HOURS * HOUR_MS)]);
    const [expected, actual] = [await hourly.story(), await late.story()];
    for (const part of Object.keys(expected) as (keyof typeof expected)[])
      expect(actual[part], part).toEqual(expected[part]);
    const causes = new Set(expected.events.map(({ cause }) => cause));
    expect([...causes].sort()).toEqual(['cap_reached', 'coming_back', 'no_funds']);
    for (const title of [
      /less than 36 hours/,
      /less than 18 hours/,
      /less than 6 hours/,
      /^Suspended/,
      /^80 % of/,
      /reached$/,
    ])
      expect(
        expected.notices.some((notice) => title.test(notice.title)),
        String(title),
      ).toBe(true);
  }, 120_000);

  it('owe little: what is out of funds stops within the hour', async () => {
    const { rows } = await late.admin.query(
      `select a.balance from ledger_accounts a join deployments d on a.owner = 'user:' || d.user_id
       where a.kind = 'available' and d.status = 'running' and a.balance < 0`,
    );
    expect(rows).toEqual([]);
  });

  it('a repeat changes nothing', async () => {
    const before = await late.story();
    await Promise.all([late.tick(START + HOURS * HOUR_MS), late.tick(START + HOURS * HOUR_MS + 1000)]);
    expect(await late.story()).toEqual(before);
  });

  it('every entry is balanced', async () => {
    const { rows } = await late.admin.query('select sum(units)::int as sum from ledger_entries');
    expect(rows).toEqual([{ sum: 0 }]);
    expect((await verifyLedger(late.store.db)).transfers).toBeGreaterThan(1000);
  });
});
