import { randomInt } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../packages/server/src/clock.ts';
import { newId } from '../../packages/server/src/ids.ts';
import { settleUptime } from '../../packages/server/src/jobs/alliance-sla.ts';
import { settleEarnings } from '../../packages/server/src/jobs/earnings.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { createStore, type Store } from '../../packages/server/src/postgres/store.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { expectedCredits, expectedShares } from './alliance-expected.ts';
import { days, drawWorld, insertWorld, start } from './alliance-rows.ts';

const HOUR = 3_600_000;
const seed = randomInt(2 ** 30);
const world = drawWorld(seed);

let database: TestDatabase;
let store: Store;
let admin: pg.Client;
beforeAll(async () => {
  database = await createDatabase();
  store = createStore(database.url);
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await insertWorld(admin, world);
});
afterAll(async () => {
  await admin?.end();
  await store?.close();
  await database?.drop();
});

const afterwards = start + days * 24 * HOUR + HOUR;
const settle = () => settleEarnings({ store, clock: { ...systemClock(), now: () => new Date(afterwards) } });

async function readShares(): Promise<Map<string, bigint>> {
  const { rows } = await admin.query(
    `select alliance_id || '/' || extract(epoch from hour)::bigint * 1000 || '/' || node_id || '/' || farm_id || '/' || user_id as key, units
     from alliance_shares where units > 0`,
  );
  return new Map(rows.map(({ key, units }) => [key, BigInt(units)]));
}

describe(`the shares of alliances (seed ${seed})`, () => {
  it('are divided in SQL as core divides them, long after, each hour by the version and the members of its time', async () => {
    expect(world.use.length).toBeGreaterThan(10_000);
    await Promise.all([settle(), settle(), settle()]);
    const { shared } = expectedShares(world);
    expect(shared.size).toBeGreaterThan(1000);
    const found = await readShares();
    expect([...found].filter(([key, units]) => shared.get(key) !== units)).toEqual([]);
    expect([...shared].filter(([key, units]) => units > 0n && found.get(key) !== units)).toEqual([]);
  });

  it('are the earnings of the members, beside what no alliance divides, and change nothing when the run is repeated', async () => {
    const earnings = async () => {
      const { rows } = await admin.query(
        "select alliance_id, node_id || '/' || farm_id || '/' || user_id as key, sum(units) as units from earnings group by 1, 2",
      );
      return rows.map((row) => ({ ...row, units: BigInt(row.units) }));
    };
    const before = await earnings();
    const { shared, alone } = expectedShares(world);
    const positive = (map: Map<string, bigint>) => new Map([...map].filter(([, units]) => units > 0n));
    expect(
      new Map(before.filter((row) => row.alliance_id === null && row.units > 0n).map(({ key, units }) => [key, units])),
    ).toEqual(positive(alone));
    const perMember = new Map<string, bigint>();
    for (const [key, units] of shared) {
      const [alliance, , ...rest] = key.split('/');
      const short = `${alliance}:${rest.join('/')}`;
      perMember.set(short, (perMember.get(short) ?? 0n) + units);
    }
    expect(
      new Map(
        before
          .filter((row) => row.alliance_id !== null && row.units > 0n)
          .map((row) => [`${row.alliance_id}:${row.key}`, row.units]),
      ),
    ).toEqual(positive(perMember));
    await settle();
    expect(await earnings()).toEqual(before);
    const total = world.use.reduce((sum, { units }) => sum + units, 0n);
    expect(before.reduce((sum, { units }) => sum + units, 0n)).toBe(total);
    const { rows } = await admin.query(
      "select sum(balance) as owed from ledger_accounts where owner like 'provider:%'",
    );
    expect(BigInt(rows[0]?.owed)).toBe(total);
    expect(await verifyLedger(store.db)).toMatchObject({ faults: [] });
  });

  it('pay for missed uptime once a month is closed: what core says, once, and what both sides are told', async () => {
    const settleMonth = () =>
      settleUptime({ store, newId, clock: { ...systemClock(), now: () => new Date(afterwards) } });
    await Promise.all([settleMonth(), settleMonth(), settleMonth()]);
    await settleMonth();
    const { rows } = await admin.query(
      `select m.alliance_id || '/' || m.node_id || '/' || m.holder_id || '/' || c.deployment_id as key, c.units, c.transfer_id
       from alliance_sla_credits c join alliance_sla_months m on m.id = c.sla_month_id`,
    );
    const expected = expectedCredits(world, { fromMs: Date.UTC(2026, 1, 1), toMs: Date.UTC(2026, 2, 1) });
    expect(expected.size).toBeGreaterThan(0);
    expect(new Map(rows.map(({ key, units }) => [key, BigInt(units)]))).toEqual(expected);
    expect(rows.every((row) => (row.units === '0') === (row.transfer_id === null))).toBe(true);
    const credited = [...expected.values()].reduce((sum, units) => sum + units, 0n);
    const balance = async (owner: string, kind: string) => {
      const found = await admin.query(
        'select sum(balance) as units from ledger_accounts where owner like $1 and kind = $2',
        [owner, kind],
      );
      return BigInt(found.rows[0]?.units ?? 0);
    };
    expect(await balance(`user:${world.people[0]}`, 'available')).toBe(credited);
    expect(await balance('provider:%', 'payable')).toBe(-credited);
    const { rows: told } = await admin.query(
      "select count(*) filter (where dedupe_key like 'sla-credit:%')::int as users, count(*) filter (where dedupe_key like 'sla-charge:%')::int as providers from notifications",
    );
    expect(told[0].users).toBe([...expected.values()].filter((units) => units > 0n).length);
    expect(told[0].providers).toBeGreaterThan(0);
    expect(await verifyLedger(store.db)).toMatchObject({ faults: [] });
  });

  it('stay as they are: neither shares nor agreements of the past can be changed, and parts that do not sum are refused', async () => {
    const stays = 'what an alliance agreed and earned stays';
    await expect(admin.query('update alliance_shares set units = units + 1')).rejects.toThrow(stays);
    await expect(admin.query('delete from alliance_pools')).rejects.toThrow(stays);
    await expect(admin.query('delete from alliance_agreements')).rejects.toThrow(stays);
    await expect(admin.query("update alliance_agreements set formula = '{}'")).rejects.toThrow('is decided');
    await expect(store.db.deleteFrom('alliance_facts').execute()).rejects.toThrow('permission denied');
    await expect(
      admin.query(
        "insert into alliance_pools select alliance_id, hour - interval '99 days', node_id, farm_id, holder_id, null, 5, 1 from alliance_pools limit 1",
      ),
    ).rejects.toThrow('do not sum');
    await expect(
      admin.query(
        `insert into alliance_agreements (id, alliance_id, version, formula, effective_on, status, proposed_by, proposed_at, decided_at)
         select gen_random_uuid(), alliance_id, 99, '{}', effective_on + 1, 'accepted', proposed_by, proposed_at, effective_on + 2 from alliance_agreements limit 1`,
      ),
    ).rejects.toThrow('check constraint');
  });
});
