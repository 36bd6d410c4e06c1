import { type RawBuilder, sql } from 'kysely';
import { holderInHour } from './holder-in-hour.ts';

/** `row` covers the beginning of the hour: from `from_at` or `joined_at` on, and not over by then. */
const covers = (from: string, until: string, hour: string) =>
  sql`${sql.ref(from)} <= ${sql.ref(hour)} and (${sql.ref(until)} is null or ${sql.ref(until)} > ${sql.ref(hour)})`;

/**
 * Charged use with the holder of its node, and the alliance it counts for: the one that the node was given to, for that app,
 * when the hour began. The parts below build on this one, in this order: `pools`, `facts`, `shares`.
 */
export const usedHours = (where: RawBuilder<unknown>) => sql`
  used as (
    select u.hour, u.deployment_id, d.user_id as owner_id, d.node_id, d.farm_id, h.user_id, g.alliance_id,
           u.provider_share_units as units, u.seconds, u.amount_units
    from usage_records u
    join deployments d on d.id = u.deployment_id
    left join ${holderInHour('d.node_id', 'u.hour')} on true
    left join lateral (
      select n.alliance_id
      from alliance_nodes n
      join alliance_members m on m.id = n.member_id
      join alliances a on a.id = n.alliance_id
      where n.node_id = d.node_id and n.user_id = h.user_id
        and ${covers('n.from_at', 'n.ends_at', 'u.hour')}
        and ${covers('m.joined_at', 'm.ends_at', 'u.hour')}
        and ${covers('a.activated_at', 'a.ends_at', 'u.hour')}
        and (n.exclusive or exists (select 1 from alliance_node_apps p where p.contribution_id = n.id and p.app = d.app_id))
      order by n.exclusive desc, n.from_at, n.id limit 1
    ) g on true
    where ${where}
  )`;

/** What each node earned for its alliance in each hour of `used`, and the version in force then. */
export const poolsOfUse = sql`
  select p.alliance_id, p.hour, p.node_id, p.farm_id, p.user_id as holder_id, v.id as agreement_id,
         sum(p.units)::bigint as units, sum(p.seconds)::bigint as seconds
  from used p
  left join lateral (
    select v.id from alliance_agreements v
    where v.alliance_id = p.alliance_id and v.status = 'accepted' and v.effective_on <= (p.hour at time zone 'UTC')::date
    order by v.effective_on desc limit 1
  ) v on true
  where p.alliance_id is not null
  group by p.alliance_id, p.hour, p.node_id, p.farm_id, p.user_id, v.id`;

/** Of a row of `nodes`; core's `resourceUnits` is the reference. */
const resourceUnits = sql`(
  least(greatest(2 * r.total_memory_mb::bigint, 4096 * r.total_cpu::bigint),
        greatest(r.total_memory_mb::bigint, 8192 * r.total_cpu::bigint),
        greatest(4 * r.total_memory_mb::bigint, 2048 * r.total_cpu::bigint)) * 125 / 1024
  + (r.total_hdd_gb::bigint + 6 * r.total_ssd_gb::bigint) * 5 / 6)`;

/** Of a row of `node_health_daily`; core's `uptimeWeight` is the reference. */
const uptimeWeight = sql`
  (case when coalesce(y.known_seconds, 0) < 3600 then 10000 else y.up_seconds * 10000 / y.known_seconds end)`;

/** Who was a member in each hour of `pools`, and what they brought. */
export const factsOfPools = sql`
  select o.alliance_id, o.hour, m.user_id, coalesce(sum(b.units), 0) as contribution,
         coalesce(sum(b.units * b.uptime), 0) as performance
  from (select distinct alliance_id, hour from pools) o
  join alliance_members m on m.alliance_id = o.alliance_id and ${covers('m.joined_at', 'm.ends_at', 'o.hour')}
  left join lateral (
    select ${resourceUnits}::numeric as units, ${uptimeWeight} as uptime
    from alliance_nodes n
    join node_holdings k on k.node_id = n.node_id and k.user_id = n.user_id and ${covers('k.from_at', 'k.until_at', 'o.hour')}
    join nodes r on r.id = n.node_id
    left join node_health_daily y on y.node_id = n.node_id and y.day = (o.hour at time zone 'UTC')::date
    where n.member_id = m.id and ${covers('n.from_at', 'n.ends_at', 'o.hour')}
  ) b on true
  group by o.alliance_id, o.hour, m.user_id`;

/** The versions that pools name. */
export const agreedFormulas = sql`select id, formula from alliance_agreements where status = 'accepted'`;

/** Number of the hour in its UTC month, and how many hours the month has. */
const month = sql`date_trunc('month', p.hour at time zone 'UTC')`;
const hourOfMonth = sql`(extract(epoch from (p.hour at time zone 'UTC') - ${month})::bigint / 3600)`;
const hoursOfMonth = sql`(extract(epoch from ${month} + interval '1 month' - ${month})::bigint / 3600)`;

/** The part of the version's fee that the hour bears; core's `feeOfHour` is the reference. */
const feeOfHour = sql`(
  case when v.formula -> 'fee' is not null and exists (select 1 from facts x where x.alliance_id = p.alliance_id and x.hour = p.hour
                      and x.user_id = (v.formula -> 'fee' ->> 'userId')::uuid)
    then div((v.formula -> 'fee' ->> 'monthlyUnits')::numeric * (${hourOfMonth} + 1), ${hoursOfMonth})
       - div((v.formula -> 'fee' ->> 'monthlyUnits')::numeric * ${hourOfMonth}, ${hoursOfMonth})
    else 0 end)`;

/** Of a row `f` of facts under a row `v` with the `division` of its version. */
export const memberWeight = sql`
  (case v.division ->> 'kind'
     when 'by_contribution' then f.contribution
     when 'by_performance' then f.performance
     when 'fixed_weights' then coalesce((
       select (w.value ->> 'weight')::numeric from jsonb_array_elements(v.division -> 'weights') with ordinality w
       where (w.value ->> 'userId')::uuid = f.user_id order by w.ordinality limit 1), 0)
     else 0 end)`;

/**
 * Divides `pools` among the members in `facts` by `formulas`, to the unit, as CTEs of which the last is `shared`. Core's
 * `splitHour` is the reference; a property test holds both together.
 */
export const dividePools = sql`
  cumulated as (
    select p.*, v.formula, coalesce(v.formula -> 'remainder', v.formula) as division,
           (v.formula -> 'fee' ->> 'userId')::uuid as fee_user_id, ${feeOfHour} as fee_of_hour,
           sum(p.units) over (partition by p.alliance_id, p.hour order by p.node_id, p.farm_id) as so_far
    from pools p left join formulas v on v.id = p.agreement_id
  ), charged_fee as (
    select c.*, least(fee_of_hour, so_far) - least(fee_of_hour, so_far - units) as fee from cumulated c
  ), weighted as (
    select v.alliance_id, v.hour, v.node_id, v.farm_id, v.holder_id, v.fee_user_id, v.fee, v.units - v.fee as remainder,
           f.user_id, ${memberWeight} as weight
    from charged_fee v join facts f on f.alliance_id = v.alliance_id and f.hour = v.hour
  ), whole as (
    select *, sum(weight) over (partition by alliance_id, hour, node_id, farm_id) as whole from weighted
  ), floored as (
    select *, case when whole > 0 then div(remainder * weight, whole) when user_id = holder_id then remainder else 0 end as floor,
           case when whole > 0 then mod(remainder * weight, whole) else 0 end as fraction
    from whole
  ), ranked as (
    select *, remainder - sum(floor) over (partition by alliance_id, hour, node_id, farm_id) as odd,
           row_number() over (partition by alliance_id, hour, node_id, farm_id order by fraction desc, user_id) as place
    from floored
  ), parted as (
    select *, case when user_id = fee_user_id then fee else 0 end as fee_part from ranked
  ), shared as (
    select alliance_id, hour, node_id, farm_id, user_id,
           (floor + case when place <= odd then 1 else 0 end + fee_part)::bigint as units, fee_part::bigint as fee_units
    from parted
    where floor > 0 or place <= odd or fee_part > 0 or user_id = holder_id
  )`;
