import { randomInt } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../packages/server/src/clock.ts';
import { billUsage } from '../../packages/server/src/jobs/billing.ts';
import { chargeUsage } from '../../packages/server/src/postgres/billing.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { createStore, type Store } from '../../packages/server/src/postgres/store.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { type BilledRow, expectedCharges, expectedTransfer, HOUR_MS, insertRows, randomRows } from './billing-rows.ts';

const NOON = Date.UTC(2026, 2, 29, 12);

describe.each([
  ['bursts of short and long lives', { count: 1000, users: 60, hours: 30 }],
  ['thirty days in arrears', { count: 80, users: 12, hours: 720 }],
])('billing: %s', (_, shape) => {
  const seed = randomInt(2 ** 31);
  const rows = randomRows({ ...shape, seed, endMs: NOON });
  let database: TestDatabase;
  let store: Store;
  let admin: pg.Client;
  beforeAll(async () => {
    database = await createDatabase();
    store = createStore(database.url);
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await insertRows(admin, rows);
  });
  afterAll(async () => {
    await admin?.end();
    await store?.close();
    await database?.drop();
  });

  const billAt = (ms: number) => billUsage({ store, clock: { ...systemClock(), now: () => new Date(ms) } });

  it(`charges what core says, to the unit (seed ${seed})`, async () => {
    // Three workers at once, at three times, one of them in small chunks: as after an outage.
    const first = NOON - 7 * HOUR_MS + 123_456;
    await Promise.all([billAt(first), billAt(first), inSmallChunks(store, first)]);
    expect(differences(await readCharges(admin), expectedCharges(rows, first))).toEqual([]);
    await Promise.all([billAt(NOON + 1), inSmallChunks(store, NOON + 1), billAt(NOON + 1)]);
    const expected = expectedCharges(rows, NOON + 1);
    expect(expected.size).toBeGreaterThan(10_000);
    expect([...expected.values()].filter(({ kept, seconds }) => kept > 0 && kept < seconds).length).toBeGreaterThan(
      100,
    );
    expect(
      [...expected.values()].filter(({ paused, seconds }) => paused > 0 && paused < seconds).length,
    ).toBeGreaterThan(100);
    expect(
      rows.filter(({ discounts, passedOnHourlyUnits }) => discounts.length > 1 && passedOnHourlyUnits > 0n).length,
    ).toBeGreaterThan(shape.count / 10);
    expect(differences(await readCharges(admin), expected)).toEqual([]);
    expect(differences(await readTransfers(admin), transfersOf(rows, expected))).toEqual([]);
  }, 120_000);

  it('changes nothing when it runs again', async () => {
    const before = await readState(admin);
    expect(await Promise.all([billAt(NOON + 1), billAt(NOON + 1), billAt(NOON + HOUR_MS - 1)])).toEqual([0, 0, 0]);
    expect(await readState(admin)).toEqual(before);
  });

  it('leaves every account equal to its entries and every deployment to its charges', async () => {
    expect(await verifyLedger(store.db)).toMatchObject({ balanced: true, faults: [] });
    const { rows: drift } = await admin.query(
      `select d.id from deployments d left join usage_records u on u.deployment_id = d.id
       group by d.id having d.cost_units <> coalesce(sum(u.amount_units), 0)`,
    );
    expect(drift).toEqual([]);
    const { rows: months } = await admin.query(
      `select deployment_id from (
         select deployment_id, to_char(hour at time zone 'UTC', 'YYYY-MM') as month, sum(amount_units) as units
         from usage_records group by 1, 2 having sum(amount_units) > 0) u
       full join monthly_spend m using (deployment_id, month) where u.units is distinct from m.units`,
    );
    expect(months).toEqual([]);
    const { rows: torn } = await admin.query(
      `select e.transfer_id from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.guarded
       and e.balance_after <> (select sum(o.units) from ledger_entries o where o.account_id = e.account_id and o.version <= e.version)
       limit 1`,
    );
    expect(torn).toEqual([]);
  });

  it('lets nobody add to a transfer, or write half of one', async () => {
    const into = 'insert into ledger_entries (account_id, transfer_id, units) values';
    const { rows: accounts } = await admin.query("select id from ledger_accounts where owner = 'system' order by id");
    const { rows: transfers } = await admin.query('select max(id) as closed from ledger_transfers');
    const [a, b] = accounts.map(({ id }) => id);
    const free = await admin.query(
      `insert into ledger_accounts (owner, kind, asset, guarded, created_at)
       select 'system', kind, 'USDC', false, 'epoch' from unnest(array['left', 'right']) kind returning id`,
    );
    const [left, right] = free.rows.map(({ id }) => id);
    const { closed } = transfers[0];
    await expect(admin.query(`${into} (${left}, ${closed}, -1), (${right}, ${closed}, 1)`)).rejects.toThrow(
      'is closed',
    );
    const open = await admin.query(
      `insert into ledger_transfers (kind, idempotency_key, input_hash, event_at, recorded_at, description)
       values ('correction', 'half', '', 'epoch', 'epoch', 'half') returning id`,
    );
    const half = open.rows[0].id;
    await expect(admin.query(`${into} (${a}, ${half}, 1)`)).rejects.toThrow('does not sum to zero');
    await expect(admin.query(`${into} (${a}, ${half}, 1), (${left}, ${half}, -1)`)).rejects.toThrow(
      'does not sum to zero',
    );
    await expect(admin.query(`${into} (${a}, ${half}, 2), (${b}, ${half}, -1)`)).rejects.toThrow(
      'does not sum to zero',
    );
    await expect(store.pool.query('update ledger_entries set units = units + 1')).rejects.toThrow('permission denied');
    await expect(store.pool.query('delete from ledger_entries')).rejects.toThrow('permission denied');
  });
});

/** The first few keys on which two maps differ, with both values: thousands of equal rows would hide them. */
function differences(actual: ReadonlyMap<string, unknown>, expected: ReadonlyMap<string, unknown>) {
  const text = (value: unknown) => JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}` : part));
  return [...new Set([...actual.keys(), ...expected.keys()])]
    .map((key) => ({ key, actual: text(actual.get(key)), expected: text(expected.get(key)) }))
    .filter((row) => row.actual !== row.expected)
    .slice(0, 5);
}

async function inSmallChunks(store: Store, nowMs: number) {
  const now = new Date(nowMs);
  for (;;) {
    const chunk = await store.transaction((tx) => chargeUsage(tx, { now, maxDeployments: 37, maxHours: 5 }));
    if (chunk.deployments === 0) return;
  }
}

async function readCharges(admin: pg.Client) {
  const { rows } = await admin.query('select * from usage_records');
  return new Map(
    rows.map((row) => [
      `${row.deployment_id}:${row.hour.getTime()}`,
      {
        seconds: row.seconds,
        kept: row.kept_seconds,
        paused: row.paused_seconds,
        amount: BigInt(row.amount_units),
        gridCost: BigInt(row.grid_cost_units),
        providerShare: BigInt(row.provider_share_units),
        margin: BigInt(row.margin_units),
      },
    ]),
  );
}

/** Key and entries of every usage transfer, ordered by key. */
async function readTransfers(admin: pg.Client) {
  const { rows } = await admin.query(
    `select t.idempotency_key as key, string_agg(a.owner || '/' || a.kind || ' ' || e.units, ', '
        order by (a.owner || '/' || a.kind || ' ' || e.units) collate "C") as entries
     from ledger_transfers t join ledger_entries e on e.transfer_id = t.id join ledger_accounts a on a.id = e.account_id
     where t.kind = 'usage' group by t.id`,
  );
  return new Map(rows.map((row) => [row.key, row.entries]));
}

function transfersOf(rows: BilledRow[], charges: ReturnType<typeof expectedCharges>) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    [...charges].flatMap(([key, charge]) => {
      const [id = '', hourMs] = key.split(':');
      const row = byId.get(id);
      const transfer = row && expectedTransfer(row, Number(hourMs), charge);
      return transfer ? [transfer] : [];
    }),
  );
}

const readState = async (admin: pg.Client) =>
  (
    await admin.query(
      `select (select count(*) from usage_records) as records, (select count(*) from ledger_entries) as entries,
         (select sum(balance) from ledger_accounts) as balances, (select sum(version) from ledger_accounts) as versions,
         (select max(billed_until) from deployments) as billed`,
    )
  ).rows;
