import { sql } from 'kysely';
import { usedHours } from './alliance-division.ts';
import type { Database, Tx } from './store.ts';

/** Whole UTC days, [from, to). */
export interface DaySpan {
  from: Date;
  to: Date;
}

const utcDay = (at: Date) => sql`(${at}::timestamptz at time zone 'UTC')`;
const midnight = sql`(each.day at time zone 'UTC')`;
const wholeDay = (from: string, until: string) =>
  sql`${sql.ref(from)} <= ${midnight} and (${sql.ref(until)} is null or ${sql.ref(until)} >= ${midnight} + interval '24 hours')`;

/**
 * Days on which a node counted for an alliance from midnight to midnight: what is known of other days might be of a time at
 * which it promised nothing.
 */
const givenDays = ({ from, to }: DaySpan, allianceId: string | undefined) => sql`
  given_days as (
    select n.alliance_id, n.node_id, n.user_id as holder_id, each.day::date as day
    from alliance_nodes n
    join alliances a on a.id = n.alliance_id
    join alliance_members m on m.id = n.member_id
    cross join lateral generate_series(${utcDay(from)}, ${utcDay(to)} - interval '1 day', interval '1 day') each (day)
    where n.from_at < ${to} and (n.ends_at is null or n.ends_at > ${from})
      ${allianceId === undefined ? sql`` : sql`and n.alliance_id = ${allianceId}`}
      and ${wholeDay('n.from_at', 'n.ends_at')}
      and ${wholeDay('m.joined_at', 'm.ends_at')}
      and ${wholeDay('a.activated_at', 'a.ends_at')}
  )`;

export interface NodeUptime {
  allianceId: string;
  allianceName: string;
  allianceSlug: string;
  nodeId: number;
  holderId: string;
  /** Days on which it counted from midnight to midnight. */
  days: number;
  upSeconds: bigint;
  knownSeconds: bigint;
  /** Promised when the span began. */
  promisedPpm: number;
  /** What the holder earned on the node through the alliance, of closed days. */
  earnedUnits: bigint;
}

/** What nodes of alliances promised and how they did; announced maintenance is no evidence. */
export async function nodeUptimes(db: Database | Tx, span: DaySpan, allianceId?: string): Promise<NodeUptime[]> {
  const { from, to } = span;
  const { rows } = await sql<NodeUptime>`
    with ${givenDays(span, allianceId)}, measured as (
      select g.alliance_id, g.node_id, g.holder_id, count(*)::int as days,
             coalesce(sum(y.up_seconds), 0)::bigint as up_seconds, coalesce(sum(y.known_seconds), 0)::bigint as known_seconds
      from given_days g left join node_health_daily y on y.node_id = g.node_id and y.day = g.day
      group by g.alliance_id, g.node_id, g.holder_id
    )
    select m.alliance_id as "allianceId", a.name as "allianceName", a.slug as "allianceSlug", m.node_id as "nodeId", m.holder_id as "holderId", m.days,
           m.up_seconds as "upSeconds", m.known_seconds as "knownSeconds",
           (select p.sla_ppm from alliance_promises p where p.alliance_id = m.alliance_id
            order by p.from_at <= ${from} desc, case when p.from_at <= ${from} then p.from_at end desc, p.from_at limit 1) as "promisedPpm",
           (select coalesce(sum(s.units), 0) from alliance_shares s
            where s.alliance_id = m.alliance_id and s.node_id = m.node_id and s.user_id = m.holder_id
              and s.hour >= ${from} and s.hour < ${to})::bigint as "earnedUnits"
    from measured m join alliances a on a.id = m.alliance_id
    order by m.alliance_id, m.node_id, m.holder_id`.execute(db);
  return rows;
}

export interface ChargedUse {
  allianceId: string;
  nodeId: number;
  holderId: string;
  deploymentId: string;
  userId: string;
  units: bigint;
}

/** What deployments on nodes of alliances were charged on those days. */
export async function chargedUse(db: Database | Tx, span: DaySpan, nodeIds: readonly number[]): Promise<ChargedUse[]> {
  const { from, to } = span;
  const { rows } = await sql<ChargedUse>`
    with ${usedHours(sql`u.hour >= ${from} and u.hour < ${to} and d.node_id = any(${[...nodeIds]})`)}, ${givenDays(span, undefined)}
    select u.alliance_id as "allianceId", u.node_id as "nodeId", u.user_id as "holderId", u.deployment_id as "deploymentId",
           u.owner_id as "userId", sum(u.amount_units)::bigint as units
    from used u
    join given_days g on g.alliance_id = u.alliance_id and g.node_id = u.node_id and g.holder_id = u.user_id
      and g.day = (u.hour at time zone 'UTC')::date
    group by 1, 2, 3, 4, 5 having sum(u.amount_units) > 0
    order by 1, 2, 3, 4`.execute(db);
  return rows;
}
