import type { StoredFormula } from '@marketplace/core/alliances';
import { sql } from 'kysely';
import { agreedFormulas, dividePools, factsOfPools, memberWeight, poolsOfUse, usedHours } from './alliance-division.ts';
import type { Database } from './store.ts';

/** Time of an alliance, [from, to). */
export interface AlliancePeriod {
  allianceId: string;
  from: Date;
  to: Date;
}

const openFrom = sql`coalesce((select (max(day) + 1)::timestamp at time zone 'UTC' from earning_days), '-infinity')`;

/** Shares of closed days as they are written down, and of the hours charged since as they would be divided now. */
const sharesIn = ({ allianceId, from, to }: AlliancePeriod) => sql`
  ${usedHours(sql`
    u.hour >= greatest(${from}::timestamptz, ${openFrom}) and u.hour < ${to}
    and d.node_id in (select n.node_id from alliance_nodes n where n.alliance_id = ${allianceId})`)},
  pools as (${poolsOfUse}), facts as (${factsOfPools}), formulas as (${agreedFormulas}), ${dividePools}, every_share as (
    select p.hour, p.node_id, p.holder_id, p.agreement_id, s.user_id, s.units, s.fee_units, true as closed
    from alliance_shares s join alliance_pools p using (alliance_id, hour, node_id, farm_id)
    where s.alliance_id = ${allianceId} and s.hour >= ${from} and s.hour < ${to}
    union all
    select p.hour, p.node_id, p.holder_id, p.agreement_id, s.user_id, s.units, s.fee_units, false
    from shared s join pools p using (alliance_id, hour, node_id, farm_id)
    where s.alliance_id = ${allianceId}
  )`;

export interface EarningSums {
  members: { userId: string; units: bigint; feeUnits: bigint }[];
  nodes: { nodeId: number; holderId: string; units: bigint }[];
  pendingUnits: bigint;
  /** What the chain paid for the same nodes while they were given, in units of USD. */
  chainUnits: bigint;
}

export async function earningSums(db: Database, period: AlliancePeriod): Promise<EarningSums> {
  const { rows } = await sql<{
    nodeId: number;
    holderId: string;
    userId: string;
    closed: boolean;
    units: bigint;
    feeUnits: bigint;
  }>`
    with ${sharesIn(period)}
    select node_id as "nodeId", holder_id as "holderId", user_id as "userId", closed, sum(units)::bigint as units,
           sum(fee_units)::bigint as "feeUnits"
    from every_share group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db);
  const members = new Map<string, EarningSums['members'][number]>();
  const nodes = new Map<string, EarningSums['nodes'][number]>();
  let pendingUnits = 0n;
  for (const { nodeId, holderId, userId, closed, units, feeUnits } of rows) {
    const member = members.get(userId) ?? { userId, units: 0n, feeUnits: 0n };
    members.set(userId, { ...member, units: member.units + units, feeUnits: member.feeUnits + feeUnits });
    const node = nodes.get(`${nodeId}/${holderId}`) ?? { nodeId, holderId, units: 0n };
    nodes.set(`${nodeId}/${holderId}`, { ...node, units: node.units + units });
    if (!closed) pendingUnits += units;
  }
  return {
    members: [...members.values()],
    nodes: [...nodes.values()],
    pendingUnits,
    chainUnits: await chainPaid(db, period),
  };
}

async function chainPaid(db: Database, { allianceId, from, to }: AlliancePeriod): Promise<bigint> {
  const { rows } = await sql<{ units: bigint }>`
    select coalesce(sum(b.farmer_usd_units), 0)::bigint as units
    from chain_bills b
    join alliance_nodes n on n.alliance_id = ${allianceId} and n.node_id = b.node_id
      and n.from_at <= b.at and (n.ends_at is null or n.ends_at > b.at)
    where b.kind <> 'distributed' and b.at >= ${from} and b.at < ${to}`.execute(db);
  return rows[0]?.units ?? 0n;
}

export interface DayOfNode {
  day: string;
  nodeId: number;
  version: number | null;
  units: bigint;
  closed: boolean;
  shares: { userId: string; units: bigint }[];
}

/** Days and nodes, the latest day first. */
export async function daysOfNodes(
  db: Database,
  {
    before,
    limit,
    ...period
  }: AlliancePeriod & { before?: { day: number; nodeId: number } | undefined; limit: number },
): Promise<DayOfNode[]> {
  const { rows } = await sql<Omit<DayOfNode, 'shares'> & { shares: { userId: string; units: string }[] }>`
    with ${sharesIn(period)}, per_member as (
      select to_char(hour at time zone 'UTC', 'YYYYMMDD')::int as day, node_id, agreement_id, user_id, bool_and(closed) as closed,
             sum(units)::bigint as units
      from every_share group by 1, 2, 3, 4
    )
    select to_char(to_date(p.day::text, 'YYYYMMDD'), 'YYYY-MM-DD') as day, p.node_id as "nodeId", max(v.version) as version,
           sum(p.units)::bigint as units, bool_and(p.closed) as closed,
           json_agg(json_build_object('userId', p.user_id, 'units', p.units::text) order by p.user_id) as shares
    from per_member p left join alliance_agreements v on v.id = p.agreement_id
    ${before ? sql`where p.day < ${before.day} or (p.day = ${before.day} and p.node_id > ${before.nodeId})` : sql``}
    group by p.day, p.node_id, p.agreement_id
    order by p.day desc, p.node_id, p.agreement_id limit ${limit}`.execute(db);
  return rows.map((row) => ({
    ...row,
    shares: row.shares.map(({ userId, units }) => ({ userId, units: BigInt(units) })),
  }));
}

export interface HourlyShare {
  hour: Date;
  nodeId: number;
  farmId: number;
  holderId: string;
  earnedUnits: bigint;
  version: number | null;
  rule: string | null;
  userId: string;
  weight: string;
  weightOfAll: string;
  units: bigint;
  feeUnits: bigint;
}

export interface HourlyFilter extends AlliancePeriod {
  nodeId?: number | undefined;
  userId?: string | undefined;
  after?: { hour: Date; nodeId: number; farmId: number; userId: string } | undefined;
  limit: number;
}

/** Shares of closed days, the latest hour first, each with the version and the weights by which it was divided. */
export async function hourlyShares(db: Database, filter: HourlyFilter): Promise<HourlyShare[]> {
  const { allianceId, from, to, nodeId, userId, after, limit } = filter;
  const { rows } = await sql<HourlyShare>`
    select s.hour, s.node_id as "nodeId", s.farm_id as "farmId", p.holder_id as "holderId", p.units as "earnedUnits",
           v.version, v.division ->> 'kind' as rule, s.user_id as "userId", w.own::text as weight, w.whole::text as "weightOfAll",
           s.units, s.fee_units as "feeUnits"
    from alliance_shares s
    join alliance_pools p using (alliance_id, hour, node_id, farm_id)
    left join lateral (
      select a.version, coalesce(a.formula -> 'remainder', a.formula) as division
      from alliance_agreements a where a.id = p.agreement_id
    ) v on true
    cross join lateral (
      select coalesce(sum(e.weight), 0) as whole, coalesce(sum(e.weight) filter (where e.user_id = s.user_id), 0) as own
      from (select f.user_id, ${memberWeight} as weight from alliance_facts f
            where f.alliance_id = s.alliance_id and f.hour = s.hour) e
    ) w
    where s.alliance_id = ${allianceId} and s.hour >= ${from} and s.hour < ${to}
      ${nodeId === undefined ? sql`` : sql`and s.node_id = ${nodeId}`}
      ${userId === undefined ? sql`` : sql`and s.user_id = ${userId}`}
      ${
        after
          ? sql`and (s.hour < ${after.hour} or (s.hour = ${after.hour}
                and (s.node_id, s.farm_id, s.user_id) > (${after.nodeId}::int, ${after.farmId}::int, ${after.userId}::uuid)))`
          : sql``
      }
    order by s.hour desc, s.node_id, s.farm_id, s.user_id limit ${limit}`.execute(db);
  return rows;
}

export interface Simulated {
  hours: number;
  totalUnits: bigint;
  members: { userId: string; got: bigint; would: bigint }[];
}

/** What a formula would have given in closed hours, by the nodes and members of each, beside what was given. */
export async function simulateFormula(
  db: Database,
  { allianceId, from, to }: AlliancePeriod,
  formula: StoredFormula,
): Promise<Simulated> {
  const { rows } = await sql<{ userId: string; got: bigint; would: bigint }>`
    with formulas as (select ${allianceId}::uuid as id, ${JSON.stringify(formula)}::jsonb as formula), pools as (
      select alliance_id, hour, node_id, farm_id, holder_id, ${allianceId}::uuid as agreement_id, units, seconds
      from alliance_pools where alliance_id = ${allianceId} and hour >= ${from} and hour < ${to}
    ), facts as (
      select * from alliance_facts where alliance_id = ${allianceId} and hour >= ${from} and hour < ${to}
    ), ${dividePools}, both_ways as (
      select user_id, 0::bigint as got, units as would from shared
      union all
      select user_id, units, 0 from alliance_shares where alliance_id = ${allianceId} and hour >= ${from} and hour < ${to}
    )
    select user_id as "userId", sum(got)::bigint as got, sum(would)::bigint as would
    from both_ways group by user_id order by user_id`.execute(db);
  const hours = await sql<{ hours: number }>`
    select count(distinct hour)::int as hours from alliance_pools
    where alliance_id = ${allianceId} and hour >= ${from} and hour < ${to} and units > 0`.execute(db);
  return {
    hours: hours.rows[0]?.hours ?? 0,
    totalUnits: rows.reduce((sum, { got }) => sum + got, 0n),
    members: rows,
  };
}
