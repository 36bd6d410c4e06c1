import { randomInt, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayStartMs, earningsOfDay, type Holding, type ShareOfHour } from '../../packages/core/src/payouts/index.ts';
import { systemClock } from '../../packages/server/src/clock.ts';
import { settleEarnings } from '../../packages/server/src/jobs/earnings.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { createStore, type Store } from '../../packages/server/src/postgres/store.ts';
import { createDatabase, type TestDatabase } from '../database.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.UTC(2026, 1, 20);
const days = 12;
const people = [randomUUID(), randomUUID(), randomUUID()];
const seed = randomInt(2 ** 31);

let database: TestDatabase;
let store: Store;
let admin: pg.Client;
beforeAll(async () => {
  database = await createDatabase();
  store = createStore(database.url);
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin?.end();
  await store?.close();
  await database?.drop();
});

const settleAt = (ms: number) => settleEarnings({ store, clock: { ...systemClock(), now: () => new Date(ms) } });

interface Machine {
  id: string;
  nodeId: number;
  farmId: number;
}

const machines: Machine[] = Array.from({ length: 40 }, (_, n) => ({
  id: randomUUID(),
  nodeId: (n % 12) + 1,
  farmId: (n % 12) % 3,
}));

/** Somebody lists a node, takes it back, another lists it: as the listings change, so do the holdings. */
const listings = fc.sample(
  fc.array(fc.record({ after: fc.nat(5 * DAY), user: fc.nat(2), listed: fc.boolean() }), { maxLength: 5 }),
  { numRuns: 12, seed },
);

async function list(): Promise<Holding[]> {
  const holdings: Holding[] = [];
  for (const [index, changes] of listings.entries()) {
    const nodeId = index + 1;
    let at = start;
    for (const { after, user, listed } of changes) {
      at += after;
      const userId = people[user] ?? '';
      const open = holdings.find((holding) => holding.nodeId === nodeId && holding.untilMs === undefined);
      if (!listed || open?.userId !== userId) {
        if (open) open.untilMs = at;
        if (listed) holdings.push({ nodeId, userId, fromMs: at });
      }
      await admin.query(
        `insert into provider_nodes (node_id, user_id, farm_id, status, exposed, apps, created_at, updated_at)
         values ($1, $2, 0, $3, true, '{}', $4, $4)
         on conflict (node_id) do update set user_id = excluded.user_id, status = excluded.status, updated_at = excluded.updated_at`,
        [nodeId, userId, listed ? 'listed' : 'removed', new Date(at)],
      );
    }
  }
  return holdings;
}

/** An hour of each machine for twelve days, with shares from nothing to large. */
function useOfAll(): (ShareOfHour & { deploymentId: string })[] {
  const hours = Array.from({ length: days * 24 }, (_, hour) => hour);
  const shares = fc.sample(fc.oneof(fc.constantFrom(0n, 1n), fc.bigInt(0n, 10n ** 9n)), {
    numRuns: machines.length * hours.length,
    seed,
  });
  return machines.flatMap((machine, n) =>
    hours.map((hour) => ({
      ...machine,
      deploymentId: machine.id,
      hourMs: start + hour * HOUR,
      seconds: 1 + ((n * 7919 + hour * 104_729) % 3600),
      units: shares[n * hours.length + hour] ?? 0n,
    })),
  );
}

async function insertUse(use: ReturnType<typeof useOfAll>) {
  await admin.query(
    "insert into users (id, email, email_verified, name, created_at, updated_at) select id, id || '@people.test', false, 'Somebody', 'epoch', 'epoch' from unnest($1::uuid[]) id",
    [people],
  );
  const json = (rows: unknown) =>
    JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? value.toString() : value));
  await admin.query(
    `insert into deployments (id, user_id, name, status, status_since, app_id, image_id, size, public_ipv4, ssh_keys, node_id,
       node_place, hourly_units, grid_hourly_units, provider_share_percent, farm_id, parts, hold_units, created_at)
     select r.id, $2, 'd-' || r.id, 'deleted', 'epoch', 'vm', 'ubuntu-24.04', '{}', false, '[]', r."nodeId", '{}', 0, 0, 0, r."farmId", '[]', 0, 'epoch'
     from json_to_recordset($1::json) as r (id uuid, "nodeId" int, "farmId" int)`,
    [json(machines), people[0]],
  );
  await admin.query(
    `insert into usage_records (deployment_id, hour, seconds, hourly_units, amount_units, grid_cost_units, provider_share_units, margin_units, recorded_at)
     select r."deploymentId", to_timestamp(r."hourMs" / 1000), r.seconds, 0, r.units, 0, r.units, 0, 'epoch'
     from json_to_recordset($1::json) as r ("deploymentId" uuid, "hourMs" bigint, seconds int, units bigint)`,
    [json(use)],
  );
}

it(`closes days as core says, whoever held which node when, and posts each share once (seed ${seed})`, async () => {
  const use = useOfAll();
  expect(use.length).toBeGreaterThan(10_000);
  await insertUse(use);
  const holdings = await list();

  // The last day is not over: an hour is missing. Three workers at once, then again.
  const openDay = start + (days - 1) * DAY;
  const now = openDay + DAY + HOUR - 1;
  await Promise.all([settleAt(now), settleAt(now), settleAt(now)]);
  await settleAt(now);
  expect(await readEarnings()).toEqual(expectedUntil(openDay, use, holdings));
  const { rows: held } = await admin.query(
    "select replace(owner, 'provider:', '') as id, balance from ledger_accounts where owner like 'provider:%' and kind = 'held'",
  );
  expect(Object.fromEntries(held.map(({ id, balance }) => [id, BigInt(balance)]))).toEqual(
    perPerson(use, holdings, openDay),
  );
  expect(await verifyLedger(store.db)).toMatchObject({ faults: [] });

  await settleAt(now + 1);
  expect((await readEarnings()).size).toBe(expectedUntil(openDay + DAY, use, holdings).size);
});

it('a day becomes payable when the hold is over, not a moment before', async () => {
  const payable = async () => {
    const { rows } = await admin.query(
      "select coalesce(sum(balance), 0) as units from ledger_accounts where owner like 'provider:%' and kind = 'payable'",
    );
    return BigInt(rows[0]?.units ?? 0);
  };
  const ofDay = async (day: number) => {
    const { rows } = await admin.query(
      'select coalesce(sum(units), 0) as units from earnings where user_id is not null and day < to_timestamp($1)::date',
      [day / 1000],
    );
    return BigInt(rows[0]?.units ?? 0);
  };
  const firstPayable = start + 15 * DAY;
  await settleAt(firstPayable - 1);
  expect(await payable()).toBe(0n);
  await settleAt(firstPayable);
  expect(await payable()).toBe(await ofDay(start + DAY));
  await Promise.all([settleAt(firstPayable + 3 * DAY), settleAt(firstPayable + 3 * DAY)]);
  expect(await payable()).toBe(await ofDay(start + 4 * DAY));
  expect(await verifyLedger(store.db)).toMatchObject({ faults: [] });
});

const keyOf = (dayMs: number, nodeId: number, farmId: number, userId: string | null | undefined) =>
  `${new Date(dayMs).toISOString().slice(0, 10)}/${nodeId}/${farmId}/${userId ?? 'nobody'}`;

async function readEarnings(): Promise<Map<string, string>> {
  const { rows } = await admin.query(
    'select extract(epoch from day) * 1000 as ms, node_id, farm_id, user_id, units, seconds from earnings',
  );
  return new Map(
    rows.map((row) => [keyOf(Number(row.ms), row.node_id, row.farm_id, row.user_id), `${row.units} ${row.seconds}`]),
  );
}

function expectedUntil(untilMs: number, use: ShareOfHour[], holdings: Holding[]): Map<string, string> {
  const expected = new Map<string, string>();
  for (let day = start; day < untilMs; day += DAY) {
    const hours = use.filter(({ hourMs }) => dayStartMs(hourMs) === day);
    for (const { nodeId, farmId, userId, units, seconds } of earningsOfDay(day, hours, holdings).values())
      expected.set(keyOf(day, nodeId, farmId, userId), `${units} ${seconds}`);
  }
  return expected;
}

function perPerson(use: ShareOfHour[], holdings: Holding[], untilMs: number): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (let day = start; day < untilMs; day += DAY) {
    const hours = use.filter(({ hourMs }) => dayStartMs(hourMs) === day);
    for (const { userId, units } of earningsOfDay(day, hours, holdings).values())
      if (userId && units > 0n) sums[userId] = (sums[userId] ?? 0n) + units;
  }
  return sums;
}
