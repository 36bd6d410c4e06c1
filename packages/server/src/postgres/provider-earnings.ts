import { providerOwner } from '@marketplace/core/ledger';
import { sql } from 'kysely';
import { agreedFormulas, dividePools, factsOfPools, poolsOfUse, usedHours } from './alliance-division.ts';
import type { Database, Tx } from './store.ts';

export interface ProviderBalances {
  held: bigint;
  payable: bigint;
  inTransit: bigint;
}

/** What a provider is owed, by what can be done with it. */
export async function providerBalances(db: Database | Tx, userId: string): Promise<ProviderBalances> {
  const rows = await db
    .selectFrom('ledger_accounts')
    .select(['kind', 'balance'])
    .where('owner', '=', providerOwner(userId))
    .where('asset', '=', 'USD')
    .execute();
  const of = (kind: string) => rows.find((row) => row.kind === kind)?.balance ?? 0n;
  return { held: of('held'), payable: of('payable'), inTransit: of('in_transit') };
}

export interface Period {
  userId: string;
  /** [from, to) */
  from: Date;
  to: Date;
}

export interface NodeEarnings {
  nodeId: number;
  city: string | null;
  country: string | null;
  /** Paid by this marketplace, units of USD. */
  units: bigint;
  /** Seconds of machines charged on the node. */
  seconds: bigint;
  /** Paid by the chain: units of TFT, what they were worth in units of USD, and what of it has left the chain's reserve. */
  chainTft: bigint;
  chainUsd: bigint;
  chainPaidOutTft: bigint;
}

const utc = (at: Date) => sql`(${at}::timestamptz at time zone 'UTC')`;

/** Nodes that a person had listed, or that the alliances of the person were given: of no others can there be a share. */
const nodesOf = (userId: string) => sql`
  select k.node_id from node_holdings k where k.user_id = ${userId}
  union
  select n.node_id from alliance_nodes n join alliance_members m on m.alliance_id = n.alliance_id where m.user_id = ${userId}`;

/**
 * Shares of closed days, and of the hours charged since: the latter belong to no day that is counted yet, and are divided
 * by what is known now.
 */
const earned = ({ userId, from, to }: Period) => sql`
  ${usedHours(sql`
    u.hour >= greatest(${from}::timestamptz, coalesce(
      (select (max(day) + 1)::timestamp at time zone 'UTC' from earning_days), '-infinity'))
    and u.hour < ${to} and d.node_id in (${nodesOf(userId)})`)},
  pools as (${poolsOfUse}), facts as (${factsOfPools}), formulas as (${agreedFormulas}), ${dividePools}, earned as (
    select e.day, e.node_id, e.units, e.seconds, false as open from earnings e
    where e.user_id = ${userId} and e.day >= ${utc(from)}::date and e.day < ${utc(to)}::date
    union all
    select (hour at time zone 'UTC')::date, node_id, units, seconds, true from used
    where user_id = ${userId} and alliance_id is null
    union all
    select (hour at time zone 'UTC')::date, node_id, s.units, p.seconds, true
    from shared s join pools p using (alliance_id, hour, node_id, farm_id) where s.user_id = ${userId}
  )`;

const chain = ({ userId, from, to }: Period) => sql`
  chain as (
    select b.at, b.node_id,
      case when b.kind <> 'distributed' then b.farmer_units else 0 end as tft,
      case when b.kind <> 'distributed' then b.farmer_usd_units else 0 end as usd,
      case when b.kind = 'distributed' then b.farmer_units else 0 end as paid_out
    from chain_bills b where b.user_id = ${userId} and b.at >= ${from} and b.at < ${to}
  )`;

const earningSorts = {
  node: sql`m.node_id`,
  marketplace: sql`coalesce(o.units, 0)`,
  chain: sql`coalesce(t.tft, 0)`,
  hours: sql`coalesce(o.seconds, 0)`,
};

export interface EarningsOrder {
  field: keyof typeof earningSorts;
  descending: boolean;
  after?: { value: string; nodeId: number } | undefined;
}

/** Per node that was held or earned in the period, in a total order. */
export async function nodeEarnings(
  db: Database,
  { order: { field, descending, after }, limit, ...period }: Period & { order: EarningsOrder; limit: number },
): Promise<NodeEarnings[]> {
  const { userId, from, to } = period;
  const by = earningSorts[field];
  const way = sql.raw(descending ? 'desc' : 'asc');
  const beyond = after
    ? sql`(${by}, m.node_id) ${sql.raw(descending ? '<' : '>')} (${after.value}::numeric, ${after.nodeId}::int)`
    : sql`true`;
  const { rows } = await sql<NodeEarnings>`
    with ${earned(period)}, ${chain(period)},
    ours as (select node_id, sum(units)::bigint as units, sum(seconds)::bigint as seconds from earned group by node_id),
    theirs as (
      select node_id, sum(tft)::bigint as tft, sum(usd)::bigint as usd, sum(paid_out)::bigint as paid_out from chain group by node_id
    ), mine as (
      select node_id from node_holdings where user_id = ${userId} and from_at < ${to} and (until_at is null or until_at > ${from})
      union select node_id from ours union select node_id from theirs
    )
    select m.node_id as "nodeId", n.city, n.country, coalesce(o.units, 0)::bigint as units, coalesce(o.seconds, 0)::bigint as seconds,
           coalesce(t.tft, 0)::bigint as "chainTft", coalesce(t.usd, 0)::bigint as "chainUsd",
           coalesce(t.paid_out, 0)::bigint as "chainPaidOutTft"
    from mine m
    left join ours o on o.node_id = m.node_id
    left join theirs t on t.node_id = m.node_id
    left join nodes n on n.id = m.node_id
    where ${beyond}
    order by ${by} ${way}, m.node_id ${way} limit ${limit}`.execute(db);
  return rows;
}

export interface MonthEarnings {
  /** YYYY-MM, UTC. */
  month: string;
  units: bigint;
  chainTft: bigint;
  chainUsd: bigint;
  chainPaidOutTft: bigint;
}

/** Per UTC month in which something was earned, newest first. */
export async function monthEarnings(db: Database, period: Period): Promise<MonthEarnings[]> {
  const { rows } = await sql<MonthEarnings>`
    with ${earned(period)}, ${chain(period)}, months as (
      select to_char(day, 'YYYY-MM') as month, units, 0::bigint as tft, 0::bigint as usd, 0::bigint as paid_out from earned
      union all
      select to_char(at at time zone 'UTC', 'YYYY-MM'), 0, tft, usd, paid_out from chain
    )
    select month, sum(units)::bigint as units, sum(tft)::bigint as "chainTft", sum(usd)::bigint as "chainUsd",
           sum(paid_out)::bigint as "chainPaidOutTft"
    from months group by month order by month desc`.execute(db);
  return rows;
}

export interface EarningTotals {
  /** Of the hours of this UTC day that are charged. */
  todayUnits: bigint;
  /** Of days that are not closed yet, today included. */
  pendingUnits: bigint;
  paidUnits: bigint;
  /** The next amount that becomes payable, and when. */
  next: { units: bigint; at: Date } | undefined;
}

export async function earningTotals(
  db: Database,
  { userId, now, today }: { userId: string; now: Date; today: Date },
): Promise<EarningTotals> {
  const period = { userId, from: new Date(0), to: new Date(now.getTime() + 1) };
  const { rows } = await sql<{ today: bigint; pending: bigint; paid: bigint }>`
    with ${earned(period)}
    select coalesce(sum(units) filter (where open and day = ${utc(today)}::date), 0)::bigint as today,
           coalesce(sum(units) filter (where open), 0)::bigint as pending,
           (select coalesce(sum(amount_units), 0) from payouts where user_id = ${userId} and status = 'paid')::bigint as paid
    from earned`.execute(db);
  const next = await sql<{ units: bigint; at: Date }>`
    select payable_at as at, sum(units)::bigint as units from earnings
    where user_id = ${userId} and held_at is not null and released_at is null
    group by payable_at order by payable_at limit 1`.execute(db);
  const [sums] = rows;
  return {
    todayUnits: sums?.today ?? 0n,
    pendingUnits: sums?.pending ?? 0n,
    paidUnits: sums?.paid ?? 0n,
    next: next.rows[0],
  };
}

/** What of the period the chain's bills could not be read for. */
export async function scanGaps(
  db: Database,
  { from, to }: Pick<Period, 'from' | 'to'>,
): Promise<{ from: Date; until: Date }[]> {
  const rows = await db
    .selectFrom('chain_scans')
    .select(['from_at', 'until_at'])
    .where('until_block', 'is not', null)
    .where('from_at', '<', to)
    .where('until_at', '>=', from)
    .orderBy('from_at')
    .execute();
  return rows.map((row) => ({ from: row.from_at, until: row.until_at ?? row.from_at }));
}
