import fc from 'fast-check';
import type pg from 'pg';
import { usageTransfer } from '../../packages/core/src/ledger/index.ts';
import { chargeHour, shareInHour } from '../../packages/core/src/pricing/index.ts';
import type { BilledRow, Span } from './billed-row.ts';

export { type BilledRow, noDiscount, steady } from './billed-row.ts';

export const HOUR_MS = 3_600_000;

export interface ExpectedCharge {
  seconds: number;
  kept: number;
  paused: number;
  amount: bigint;
  gridCost: bigint;
  providerShare: bigint;
  margin: bigint;
}

const uuid = (kind: string, n: number) => `0190${kind}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Rows of `users` persons, begun within `hours` before `endMs`; a third has ended. Prices from nothing to far beyond any real one. */
export function randomRows(options: {
  seed: number;
  count: number;
  users: number;
  endMs: number;
  hours: number;
}): BilledRow[] {
  const { seed, count, users, endMs, hours } = options;
  const price = fc.oneof(
    fc.constantFrom(0n, 1n, 3599n, 3600n, 3601n),
    fc.bigInt(0n, 10n ** 6n),
    fc.bigInt(0n, 10n ** 13n),
  );
  const shape = fc.record({
    user: fc.nat(users - 1),
    farmId: fc.integer({ min: 1, max: 30 }),
    nodeId: fc.integer({ min: 1, max: 9 }),
    hourlyUnits: price,
    gridShare: fc.oneof(fc.constantFrom(0n, 10_000n), fc.bigInt(0n, 10_000n)),
    providerSharePercent: fc.integer({ min: 0, max: 100 }),
    ageSeconds: fc.noBias(fc.integer({ min: 0, max: hours * 3600 })),
    ended: fc.option(fc.nat(10_000), { freq: 2 }),
    keptShare: fc.bigInt(0n, 10_000n),
    resizedShare: fc.option(fc.nat(10_000), { freq: 2 }),
    previousShare: fc.bigInt(0n, 20_000n),
    // Lengths in seconds, by turns running and suspended or out; short ones make several turns within an hour.
    turns: fc.array(fc.oneof(fc.nat(3000), fc.nat(40_000)), { maxLength: 24, size: 'max' }),
    // Seconds from its beginning, a few of them before it, and what the chain takes off then, in 1/10,000 of the grid's price.
    discounts: fc.uniqueArray(
      fc.record({ at: fc.integer({ min: -20, max: 2 * 3600 }), share: fc.bigInt(0n, 6_000n) }),
      {
        selector: ({ at }) => at,
        maxLength: 8,
        size: 'max',
      },
    ),
    passedOnShare: fc.oneof(fc.constant(0n), { weight: 3, arbitrary: fc.bigInt(1n, 6_000n) }),
    discountSharePercent: fc.integer({ min: 0, max: 100 }),
  });
  const shares = randomShares(options);
  return fc.sample(shape, { numRuns: count, seed }).map((row, index) => {
    const fromMs = endMs - row.ageSeconds * 1000;
    const gridHourlyUnits = (row.hourlyUnits * row.gridShare) / 10_000n;
    const keptHourlyUnits = row.turns.length === 0 ? null : (row.hourlyUnits * row.keptShare) / 10_000n;
    const previous = (units: bigint) => (row.resizedShare === null ? null : (units * row.previousShare) / 10_000n);
    return {
      id: uuid('dddd', index),
      userId: uuid('aaaa', row.user),
      farmId: row.farmId,
      nodeId: row.nodeId,
      shares: shares.filter(({ nodeId }) => nodeId === row.nodeId),
      hourlyUnits: row.hourlyUnits,
      gridHourlyUnits,
      providerSharePercent: row.providerSharePercent,
      fromMs,
      untilMs: row.ended === null ? null : fromMs + Math.floor((row.ageSeconds * row.ended) / 10_000) * 1000,
      keptHourlyUnits,
      // Every second stillness is an outage.
      suspensions: stillnessOf(fromMs, row.turns).filter((_, at) => at % 2 === 0),
      outages: stillnessOf(fromMs, row.turns).filter((_, at) => at % 2 === 1),
      priceFromMs:
        row.resizedShare === null
          ? null
          : Math.ceil((fromMs + (row.ageSeconds * 1000 * row.resizedShare) / 10_000) / HOUR_MS) * HOUR_MS,
      previousHourlyUnits: previous(row.hourlyUnits),
      previousGridHourlyUnits: previous(gridHourlyUnits),
      previousKeptHourlyUnits: keptHourlyUnits === null ? null : previous(keptHourlyUnits),
      previousPassedOnHourlyUnits: previous((gridHourlyUnits * row.passedOnShare) / 10_000n),
      discounts: row.discounts
        .map(({ at, share }) => ({ fromMs: fromMs + at * 1000, units: (gridHourlyUnits * share) / 10_000n }))
        .sort((a, b) => a.fromMs - b.fromMs),
      passedOnHourlyUnits: (gridHourlyUnits * row.passedOnShare) / 10_000n,
      discountSharePercent: row.discountSharePercent,
    };
  });
}

/** Shares of some nodes, several for one hour among them, and some that end. */
function randomShares({ seed, endMs, hours }: { seed: number; endMs: number; hours: number }) {
  const share = fc.record({
    nodeId: fc.integer({ min: 1, max: 6 }),
    hoursAgo: fc.integer({ min: 0, max: hours }),
    percent: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 4 }),
  });
  const [found = []] = fc.sample(fc.array(share, { minLength: 30, maxLength: 40 }), { numRuns: 1, seed });
  return found.map(({ nodeId, hoursAgo, percent }) => ({
    nodeId,
    percent,
    fromHourMs: (Math.floor(endMs / HOUR_MS) - hoursAgo) * HOUR_MS,
  }));
}

/** Of lengths by turns running and not, in seconds; an odd number leaves the last stillness open. */
function stillnessOf(fromMs: number, turns: readonly number[]): Span[] {
  let atMs = fromMs;
  const ends = turns.map((seconds) => {
    atMs += (seconds + 1) * 1000;
    return atMs;
  });
  return ends.flatMap((at, index) => (index % 2 === 0 ? [{ fromMs: at, untilMs: ends[index + 1] ?? null }] : []));
}

/** Puts persons, their accounts and the deployments into the database, one statement each. */
export async function insertRows(admin: pg.Client, rows: BilledRow[]): Promise<void> {
  const people = [...new Set(rows.map(({ userId }) => userId))];
  await admin.query(
    `insert into users (id, email, email_verified, name, created_at, updated_at)
     select id, id || '@people.test', false, 'Somebody', 'epoch', 'epoch' from unnest($1::uuid[]) id`,
    [people],
  );
  await admin.query(
    `insert into ledger_accounts (owner, kind, asset, guarded, balance, statement_balance, version, created_at)
     select 'user:' || id, 'available', 'USD', true, 0, 0, 0, 'epoch' from unnest($1::uuid[]) id`,
    [people],
  );
  const text = JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? value.toString() : value));
  await admin.query(
    `insert into deployments (id, user_id, name, status, status_since, app_id, image_id, size, public_ipv4, ssh_keys, node_id,
       node_place, hourly_units, grid_hourly_units, provider_share_percent, farm_id, parts, hold_units, created_at,
       billing_from, billed_until, billing_until, kept_hourly_units, passed_on_hourly_units, discount_share_percent,
       price_from, previous_hourly_units, previous_grid_hourly_units, previous_kept_hourly_units,
       previous_passed_on_hourly_units, previous_parts)
     select r.id, r."userId", 'd-' || r.id, case when r."untilMs" is null then 'running' else 'deleted' end,
       to_timestamp(r."fromMs" / 1000), 'vm', 'ubuntu-24.04', '{}', false, '[]', coalesce(r."nodeId", 1),
       '{"city": "Ghent", "country": "Belgium", "farmName": "Freefarm"}', r."hourlyUnits", r."gridHourlyUnits",
       r."providerSharePercent", r."farmId", '[]', 0, to_timestamp(r."fromMs" / 1000),
       to_timestamp(r."fromMs" / 1000), to_timestamp(r."fromMs" / 1000), to_timestamp(r."untilMs" / 1000), r."keptHourlyUnits",
       r."passedOnHourlyUnits", r."discountSharePercent",
       to_timestamp(r."priceFromMs" / 1000), r."previousHourlyUnits", r."previousGridHourlyUnits", r."previousKeptHourlyUnits",
       r."previousPassedOnHourlyUnits", case when r."priceFromMs" is null then null else '[]'::jsonb end
     from json_to_recordset($1::json) as r (id uuid, "userId" uuid, "farmId" int, "nodeId" int, "hourlyUnits" bigint,
       "gridHourlyUnits" bigint, "providerSharePercent" int, "fromMs" bigint, "untilMs" bigint, "keptHourlyUnits" bigint,
       "passedOnHourlyUnits" bigint, "discountSharePercent" int,
       "priceFromMs" bigint, "previousHourlyUnits" bigint, "previousGridHourlyUnits" bigint, "previousKeptHourlyUnits" bigint,
       "previousPassedOnHourlyUnits" bigint)`,
    [text],
  );
  await admin.query(
    `insert into staking_levels (deployment_id, from_at, level, discount_hourly_units)
     select r.id, to_timestamp(l."fromMs" / 1000), 'default', l.units
     from json_to_recordset($1::json) as r (id uuid, discounts json)
     cross join lateral json_to_recordset(r.discounts) as l ("fromMs" bigint, units bigint)`,
    [text],
  );
  await admin.query(
    `insert into suspensions (deployment_id, from_at, until_at, cause)
     select r.id, to_timestamp(s."fromMs" / 1000), to_timestamp(s."untilMs" / 1000), 'no_funds'
     from json_to_recordset($1::json) as r (id uuid, suspensions json)
     cross join lateral json_to_recordset(r.suspensions) as s ("fromMs" bigint, "untilMs" bigint)`,
    [text],
  );
  await admin.query(
    `insert into outages (deployment_id, from_at, until_at, cause)
     select r.id, to_timestamp(s."fromMs" / 1000), to_timestamp(s."untilMs" / 1000), 'node_silent'
     from json_to_recordset($1::json) as r (id uuid, outages json)
     cross join lateral json_to_recordset(r.outages) as s ("fromMs" bigint, "untilMs" bigint)`,
    [text],
  );
  await insertShares(admin, rows);
}

/** Shares of nodes, each once, by one of the persons. */
async function insertShares(admin: pg.Client, rows: BilledRow[]): Promise<void> {
  const byNode = new Map(rows.map(({ nodeId = 1, shares = [] }) => [nodeId, shares]));
  const shares = [...byNode].flatMap(([nodeId, found]) => found.map((share, at) => ({ ...share, nodeId, at })));
  await admin.query(
    `insert into node_shares (node_id, from_hour, percent, reason, set_by, set_at)
     select s."nodeId", to_timestamp(s."fromHourMs" / 1000), s.percent, 'test', $2, 'epoch'
     from json_to_recordset($1::json) as s ("nodeId" int, "fromHourMs" bigint, percent int, at int)
     order by s.at`,
    [JSON.stringify(shares), rows[0]?.userId],
  );
}

/** The discount that was known last before the end of a stretch. */
const discountBefore = ({ discounts }: BilledRow, endMs: number): bigint =>
  discounts.findLast(({ fromMs }) => fromMs < endMs)?.units ?? 0n;

/** What core says is charged by a time: every closed hour, and the last one of what has ended. By `<deployment>:<hour in ms>`. */
export function expectedCharges(rows: BilledRow[], nowMs: number): Map<string, ExpectedCharge> {
  const charges = new Map<string, ExpectedCharge>();
  for (const row of rows) {
    const closedMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    const endMs = row.untilMs !== null && row.untilMs <= nowMs ? row.untilMs : closedMs;
    for (let hourMs = Math.floor(row.fromMs / HOUR_MS) * HOUR_MS; hourMs < endMs; hourMs += HOUR_MS) {
      const stretch = { fromMs: Math.max(row.fromMs, hourMs), untilMs: Math.min(endMs, hourMs + HOUR_MS) };
      const seconds = (stretch.untilMs - stretch.fromMs) / 1000;
      if (seconds <= 0) continue;
      const within = (spans: readonly Span[]) => spans.reduce((sum, span) => sum + overlapSeconds(stretch, span), 0);
      const kept = within(row.suspensions);
      const paused = within(row.outages);
      const charge = chargeHour({
        ...row,
        providerSharePercent: shareInHour(row.shares ?? [], hourMs, row.providerSharePercent),
        discountHourlyUnits: discountBefore(row, stretch.untilMs),
        ...priceAt(row, hourMs),
        runSeconds: seconds - kept - paused,
        keptSeconds: kept,
      });
      charges.set(`${row.id}:${hourMs}`, {
        seconds,
        kept,
        paused,
        amount: charge.amountUnits,
        gridCost: charge.gridCostUnits,
        providerShare: charge.providerShareUnits,
        margin: charge.marginUnits,
      });
    }
  }
  return charges;
}

/** The price of an hour: another one before a change of size. */
function priceAt(row: BilledRow, hourMs: number) {
  const isBefore = row.priceFromMs !== null && hourMs < row.priceFromMs;
  return {
    hourlyUnits: (isBefore ? row.previousHourlyUnits : null) ?? row.hourlyUnits,
    gridHourlyUnits: (isBefore ? row.previousGridHourlyUnits : null) ?? row.gridHourlyUnits,
    passedOnHourlyUnits: (isBefore ? row.previousPassedOnHourlyUnits : null) ?? row.passedOnHourlyUnits,
    keptHourlyUnits: (isBefore ? row.previousKeptHourlyUnits : null) ?? row.keptHourlyUnits ?? 0n,
  };
}

const overlapSeconds = (stretch: { fromMs: number; untilMs: number }, { fromMs, untilMs }: Span) =>
  Math.max(0, Math.min(stretch.untilMs, untilMs ?? Number.POSITIVE_INFINITY) - Math.max(stretch.fromMs, fromMs)) / 1000;

/** Core's transfer for a charge as `[key, [[account, units]…]]`; undefined for a charge of zero. */
export function expectedTransfer(row: BilledRow, hourMs: number, charge: ExpectedCharge) {
  const transfer = usageTransfer({
    deploymentId: row.id,
    name: 'd',
    userId: row.userId,
    farmId: row.farmId,
    hourMs,
    eventAtMs: hourMs,
    gridCostUnits: charge.gridCost,
    providerShareUnits: charge.providerShare,
    marginUnits: charge.margin,
  });
  if (!transfer) return undefined;
  const entries = transfer.entries.map(({ account, units }) => `${account.owner}/${account.kind} ${units}`).sort();
  return [transfer.idempotencyKey, entries.join(', ')] as const;
}
