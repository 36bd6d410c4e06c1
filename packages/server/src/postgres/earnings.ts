import { earningReleaseTransfer, earningTransfer, type Transfer } from '@marketplace/core/ledger';
import { closableUntilMs, earnedAtMs, payableAtMs } from '@marketplace/core/payouts';
import { isRefusal } from '@marketplace/core/refusal';
import { sql } from 'kysely';
import { agreedFormulas, dividePools, factsOfPools, poolsOfUse, usedHours } from './alliance-division.ts';
import { firstUncharged } from './billing.ts';
import { postTransfer } from './ledger.ts';
import type { Tx } from './store.ts';

/** Midnight UTC that a date of SQL begins with. */
const midnight = (day: ReturnType<typeof sql.ref>) => sql`(${day}::timestamp at time zone 'UTC')`;

/** Days that one transaction closes at most, so that catching up stays bounded. */
const DAYS_AT_ONCE = 31;

/**
 * Closes the UTC days that can be closed: sums the provider shares of their usage records per node and holder, set-based, and
 * divides those of alliances among their members. A day is closed once, by whoever comes first. Answers how many days were
 * closed; 0 means that none is left.
 */
export async function closeDays(tx: Tx, { now, holdDays }: { now: Date; holdDays: number }): Promise<number> {
  const until = new Date(closableUntilMs(now.getTime(), (await firstUncharged(tx, now))?.getTime()));
  const { rows: days } = await sql<{ at: Date }>`
    with open as (
      select coalesce((select max(day) + 1 from earning_days), (select (min(hour) at time zone 'UTC')::date from usage_records)) as day
    ), days as (
      insert into earning_days (day, closed_at)
      select each::date, ${now}
      from open cross join lateral generate_series(
        open.day::timestamp, (${until}::timestamptz at time zone 'UTC') - interval '1 day', interval '1 day') each
      order by each limit ${DAYS_AT_ONCE}
      on conflict (day) do nothing
      returning day
    )
    select ${midnight(sql.ref('day'))} as at from days order by day`.execute(tx);
  const [first, last] = [days[0]?.at, days.at(-1)?.at];
  if (first && last) await insertEarnings(tx, { from: first, to: new Date(payableAtMs(last.getTime(), 0)), holdDays });
  return days.length;
}

/** Earnings of all use in [from, to): whole days. */
async function insertEarnings(tx: Tx, { from, to, holdDays }: { from: Date; to: Date; holdDays: number }) {
  const payableAt = sql`${midnight(sql.ref('day'))} + make_interval(hours => 24 * (1 + ${holdDays}::int))`;
  await sql`
    with ${usedHours(sql`u.hour >= ${from} and u.hour < ${to}`)}, pools as (
      insert into alliance_pools (alliance_id, hour, node_id, farm_id, holder_id, agreement_id, units, seconds)
      ${poolsOfUse} returning *
    ), facts as (
      insert into alliance_facts (alliance_id, hour, user_id, contribution, performance) ${factsOfPools} returning *
    ), formulas as (${agreedFormulas}), ${dividePools}, kept as (
      insert into alliance_shares (alliance_id, hour, node_id, farm_id, user_id, units, fee_units)
      select alliance_id, hour, node_id, farm_id, user_id, units, fee_units from shared returning 1
    ), earned as (
      select hour, node_id, farm_id, user_id, alliance_id, units, seconds from used where alliance_id is null
      union all
      select hour, node_id, farm_id, s.user_id, alliance_id, s.units, p.seconds
      from shared s join pools p using (alliance_id, hour, node_id, farm_id)
    ), summed as (
      select (hour at time zone 'UTC')::date as day, node_id, farm_id, user_id, alliance_id, sum(units) as units, sum(seconds) as seconds
      from earned group by 1, 2, 3, 4, 5
    )
    insert into earnings (day, node_id, farm_id, user_id, alliance_id, units, seconds, payable_at)
    select day, node_id, farm_id, user_id, alliance_id, units, seconds, case when user_id is not null then ${payableAt} end
    from summed`.execute(tx);
}

interface EarningRow {
  id: bigint;
  day: string;
  dayAt: Date;
  nodeId: number;
  farmId: number;
  userId: string;
  /** Through which alliance; null: not through one. */
  allianceId: string | null;
  allianceName: string | null;
  units: bigint;
  payableAt: Date;
}

const earningColumns = sql`
  e.id, to_char(e.day, 'YYYY-MM-DD') as day, ${midnight(sql.ref('e.day'))} as "dayAt", e.node_id as "nodeId", e.farm_id as "farmId",
  e.user_id as "userId", e.units, e.payable_at as "payableAt", e.alliance_id as "allianceId", a.name as "allianceName"`;

const withAlliance = sql`earnings e left join alliances a on a.id = e.alliance_id`;

/** Moves shares of closed days from farms to what their holders have held. Answers how many; 0 when none is left. */
export async function postEarnings(tx: Tx, now: Date, limit: number): Promise<number> {
  const { rows } = await sql<EarningRow>`
    select ${earningColumns} from ${withAlliance}
    where e.user_id is not null and e.units > 0 and e.held_at is null
    order by e.user_id, e.id limit ${limit} for update of e skip locked`.execute(tx);
  const transfer = (row: EarningRow) => earningTransfer({ ...row, eventAtMs: earnedAtMs(row.dayAt.getTime()) });
  await postAll(tx, rows, transfer, now);
  await mark(tx, rows, { held_at: now });
  return rows.length;
}

/** Makes payable what has been held long enough. Answers how many; 0 when none is due. */
export async function releaseEarnings(tx: Tx, now: Date, limit: number): Promise<number> {
  const { rows } = await sql<EarningRow>`
    select ${earningColumns} from ${withAlliance}
    where e.held_at is not null and e.released_at is null and e.payable_at <= ${now}
    order by e.user_id, e.id limit ${limit} for update of e skip locked`.execute(tx);
  await postAll(tx, rows, (row) => earningReleaseTransfer({ ...row, eventAtMs: row.payableAt.getTime() }), now);
  await mark(tx, rows, { released_at: now });
  return rows.length;
}

async function postAll(tx: Tx, rows: EarningRow[], transfer: (row: EarningRow) => Transfer, now: Date) {
  for (const row of rows) {
    const posted = await postTransfer(tx, transfer(row), now);
    if (isRefusal(posted)) throw new Error(`earning ${row.id} could not be posted: ${posted.message}`);
  }
}

async function mark(tx: Tx, rows: EarningRow[], change: { held_at: Date } | { released_at: Date }) {
  if (rows.length === 0) return;
  await tx
    .updateTable('earnings')
    .set(change)
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
}
