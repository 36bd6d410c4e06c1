import { earningReleaseTransfer, earningTransfer, type Transfer } from '@marketplace/core/ledger';
import { closableUntilMs, earnedAtMs } from '@marketplace/core/payouts';
import { isRefusal } from '@marketplace/core/refusal';
import { sql } from 'kysely';
import { firstUncharged } from './billing.ts';
import { postTransfer } from './ledger.ts';
import type { Tx } from './store.ts';

/** Midnight UTC that a date of SQL begins with. */
const midnight = (day: ReturnType<typeof sql.ref>) => sql`(${day}::timestamp at time zone 'UTC')`;

/**
 * The holder of a node in the hour that begins at `hour`, as a lateral join: `h.user_id`, null where nobody had it listed.
 * Core's `earningsOfDay` is the reference.
 */
export const holderInHour = (node: string, hour: string) => sql`
  lateral (
    select n.user_id from node_holdings n
    where n.node_id = ${sql.ref(node)} and n.from_at < ${sql.ref(hour)} + interval '1 hour'
      and (n.until_at is null or n.until_at > ${sql.ref(hour)})
    order by n.from_at limit 1
  ) h`;

/** Days that one transaction closes at most, so that catching up stays bounded. */
const DAYS_AT_ONCE = 31;

/**
 * Closes the UTC days that can be closed: sums the provider shares of their usage records per node and holder, set-based. A
 * day is closed once, by whoever comes first. Answers how many days were closed; 0 means that none is left.
 */
export async function closeDays(tx: Tx, { now, holdDays }: { now: Date; holdDays: number }): Promise<number> {
  const until = new Date(closableUntilMs(now.getTime(), (await firstUncharged(tx, now))?.getTime()));
  const { rows } = await sql`
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
    ), summed as (
      insert into earnings (day, node_id, farm_id, user_id, units, seconds, payable_at)
      select days.day, d.node_id, d.farm_id, h.user_id, sum(u.provider_share_units), sum(u.seconds),
             case when h.user_id is not null then ${midnight(sql.ref('days.day'))} + make_interval(hours => 24 * (1 + ${holdDays}::int)) end
      from days
      join usage_records u on u.hour >= ${midnight(sql.ref('days.day'))}
        and u.hour < ${midnight(sql.ref('days.day'))} + interval '24 hours'
      join deployments d on d.id = u.deployment_id
      left join ${holderInHour('d.node_id', 'u.hour')} on true
      group by days.day, d.node_id, d.farm_id, h.user_id
    )
    select day from days`.execute(tx);
  return rows.length;
}

interface EarningRow {
  id: bigint;
  day: string;
  dayAt: Date;
  nodeId: number;
  farmId: number;
  userId: string;
  units: bigint;
  payableAt: Date;
}

const earningColumns = sql`
  e.id, to_char(e.day, 'YYYY-MM-DD') as day, ${midnight(sql.ref('e.day'))} as "dayAt", e.node_id as "nodeId", e.farm_id as "farmId",
  e.user_id as "userId", e.units, e.payable_at as "payableAt"`;

/** Moves shares of closed days from farms to what their holders have held. Answers how many; 0 when none is left. */
export async function postEarnings(tx: Tx, now: Date, limit: number): Promise<number> {
  const { rows } = await sql<EarningRow>`
    select ${earningColumns} from earnings e
    where e.user_id is not null and e.units > 0 and e.held_at is null
    order by e.user_id, e.id limit ${limit} for update skip locked`.execute(tx);
  const transfer = (row: EarningRow) => earningTransfer({ ...row, eventAtMs: earnedAtMs(row.dayAt.getTime()) });
  await postAll(tx, rows, transfer, now);
  await mark(tx, rows, { held_at: now });
  return rows.length;
}

/** Makes payable what has been held long enough. Answers how many; 0 when none is due. */
export async function releaseEarnings(tx: Tx, now: Date, limit: number): Promise<number> {
  const { rows } = await sql<EarningRow>`
    select ${earningColumns} from earnings e
    where e.held_at is not null and e.released_at is null and e.payable_at <= ${now}
    order by e.user_id, e.id limit ${limit} for update skip locked`.execute(tx);
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
