import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './store.ts';

export interface BillingChunk {
  /** Usage records written, one per deployment and hour. */
  records: number;
  /** Deployments looked at; fewer than the limit means that nothing is left. */
  deployments: number;
}

export interface BillingInput {
  now: Date;
  /** Charges as of this time, up to now when missing. */
  until?: Date;
  /** Only this deployment: its open hour is charged with its end. */
  deploymentId?: string;
  maxDeployments: number;
  /** Hours per deployment and chunk, so that catching up after an outage stays bounded. */
  maxHours: number;
}

/**
 * Charges every closed UTC hour that is not charged yet, and of an ended deployment also the rest. Set-based: usage
 * records (the guard: one per deployment and hour), transfers, entries and balances in one statement each, all in the
 * caller's transaction. Core's `shareInHour`, `chargeHour` and `usageTransfer` are the reference; a property test holds both together.
 */
export async function chargeUsage(tx: Tx, input: BillingInput): Promise<BillingChunk> {
  const due = await selectDue(tx, input);
  if (due.length === 0) return { records: 0, deployments: 0 };
  await lockBalances(tx, due);
  const records = await insertUsage(tx, input, due);
  if (records > 0) await postUsage(tx, input.now);
  await markBilled(tx, input, due);
  return { records, deployments: due.length };
}

/** The end of what may be charged: the last full hour, or the end of the deployment if that is earlier. */
const chargeableUntil = (now: Date) =>
  sql`case when d.billing_until <= ${now} then d.billing_until else date_trunc('hour', ${now}::timestamptz, 'UTC') end`;

const isDue = (now: Date) => sql<boolean>`
  d.billing_from is not null and d.billed_until is distinct from d.billing_until
  and coalesce(d.billed_until, d.billing_from) < ${chargeableUntil(now)}`;

/** Beginning of the earliest time that is used and could be charged by now, but is not; undefined when nothing is due. */
export async function firstUncharged(tx: Tx, now: Date): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(coalesce(d.billed_until, d.billing_from)) as at from deployments d where ${isDue(now)}`.execute(tx);
  return rows[0]?.at ?? undefined;
}

async function selectDue(tx: Tx, { now, until = now, deploymentId, maxDeployments }: BillingInput): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from deployments d
    where ${isDue(until)}
      ${deploymentId === undefined ? sql`` : sql`and d.id = ${deploymentId}`}
    order by d.id limit ${maxDeployments}
    for update of d skip locked`.execute(tx);
  return rows.map((row) => row.id);
}

/** In the order of account ids, as every posting locks them. */
async function lockBalances(tx: Tx, ids: string[]) {
  await sql`
    select a.id from ledger_accounts a
    where a.kind = 'available' and a.asset = 'USD'
      and a.owner in (select 'user:' || d.user_id from deployments d where d.id = any(${ids}))
    order by a.id for update`.execute(tx);
}

async function insertUsage(tx: Tx, { now, until = now, maxHours }: BillingInput, ids: string[]): Promise<number> {
  await sql`create temp table if not exists charged (like usage_records including defaults) on commit delete rows`.execute(
    tx,
  );
  await sql`delete from charged`.execute(tx);
  const { rows } = await sql<{ n: number }>`
    with hours as (
      select d.id, d.hourly_units, d.grid_hourly_units, ${shareInHour} as provider_share_percent, d.kept_hourly_units,
             d.passed_on_hourly_units, d.discount_share_percent, h.hour,
             greatest(h.hour, d.billing_from) as from_at,
             least(h.hour + interval '1 hour', coalesce(d.billing_until, 'infinity')) as to_at
      from deployments d
      cross join lateral (
        select hour from generate_series(
          date_trunc('hour', coalesce(d.billed_until, d.billing_from), 'UTC'),
          ${chargeableUntil(until)} - interval '1 microsecond',
          interval '1 hour') hour
        limit ${maxHours}
      ) h
      where d.id = any(${ids})
    ), timed as (
      select *, extract(epoch from to_at - from_at)::int as seconds,
             case when kept_hourly_units is null then 0 else ${keptSeconds} end as kept,
             ${discountHourly} as discount_hourly_units
      from hours
    ), priced as (
      select *, div(hourly_units::numeric * (seconds - kept), 3600)::bigint as run_amount,
             case when kept = 0 then 0 else div(kept_hourly_units::numeric * kept, 3600)::bigint end as kept_amount
      from timed where seconds > 0
    ), split as (
      select *, ${ofHour(sql`grid_hourly_units`)} as run_grid, ${ofHour(sql`passed_on_hourly_units`)} as passed_on,
             ${ofHour(sql`greatest(discount_hourly_units - passed_on_hourly_units, 0)`)} as discount_kept
      from priced
    ), shared as (
      select *, (div(greatest(run_amount + passed_on - run_grid, 0)::numeric * provider_share_percent, 100)
                 + div(discount_kept::numeric * discount_share_percent, 100))::bigint as share
      from split
    ), inserted as (
      insert into usage_records (deployment_id, hour, seconds, kept_seconds, hourly_units, amount_units, grid_cost_units, provider_share_units, margin_units, recorded_at)
      select id, hour, seconds, kept, hourly_units, run_amount + kept_amount, run_grid + kept_amount, share, run_amount - run_grid - share, ${now}
      from shared
      on conflict (deployment_id, hour) do nothing
      returning *
    ), kept as (
      insert into charged select * from inserted returning 1
    )
    select count(*)::int as n from kept`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The farmer's percent of the markup in the hour: the node's own where one was set for it, else the order's. */
const shareInHour = sql`coalesce((
  select s.percent from node_shares s where s.node_id = d.node_id and s.from_hour <= h.hour
  order by s.from_hour desc, s.id desc limit 1), d.provider_share_percent)`;

/** The part of an hourly amount that belongs to a row's charge of running time, rounded down. */
const ofHour = (hourly: RawBuilder<unknown>) =>
  sql`case when hourly_units = 0 then 0 else div(run_amount::numeric * (${hourly}), hourly_units)::bigint end`;

/** What the staking discount took off the grid's price at the end of a row of `hours`, as it was known then. */
const discountHourly = sql`coalesce((
  select l.discount_hourly_units from staking_levels l
  where l.deployment_id = hours.id and l.from_at < hours.to_at order by l.from_at desc limit 1), 0)`;

/** Seconds of [from_at, to_at) of a row of `hours` in which it was suspended. */
const keptSeconds = sql`(
  select coalesce(sum(extract(epoch from least(hours.to_at, coalesce(s.until_at, 'infinity')) - greatest(hours.from_at, s.from_at))), 0)::int
  from suspensions s
  where s.deployment_id = hours.id and s.from_at < hours.to_at and coalesce(s.until_at, 'infinity') > hours.from_at)`;

/** Usage of [from, to) happened before `to`: its last moment lies in the hour, day and month in which it was used. */
const LAST_MOMENT = sql`interval '1 millisecond'`;

/** Transfers, entries and balances of what `charged` holds. A charge of zero leaves its record and moves nothing. */
async function postUsage(tx: Tx, now: Date) {
  await ensureSystemAccounts(tx, now);
  await sql`
    insert into ledger_transfers (kind, idempotency_key, input_hash, event_at, recorded_at, description, deployment_id, details)
    select 'usage', 'usage:' || c.deployment_id || ':' || extract(epoch from c.hour)::bigint,
           sha256(convert_to(c.deployment_id || ':' || extract(epoch from c.hour)::bigint || ':' || c.amount_units, 'UTF8')),
           greatest(c.hour, d.billing_from) + make_interval(secs => c.seconds) - ${LAST_MOMENT}, ${now},
           case when c.kept_seconds = c.seconds then 'Kept while suspended: ' else 'Usage of ' end || d.name, c.deployment_id,
           jsonb_build_object('hour', to_char(c.hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'seconds', c.seconds,
             'hourly', ${decimal(sql`c.hourly_units`)}, 'parts', d.parts)
           || case when c.kept_seconds = 0 then '{}' else
             jsonb_build_object('keptSeconds', c.kept_seconds, 'keptHourly', ${decimal(sql`d.kept_hourly_units`)}) end
    from charged c join deployments d on d.id = c.deployment_id
    where c.amount_units > 0
    order by c.hour, c.deployment_id`.execute(tx);
  await sql`
    update usage_records u set transfer_id = t.id
    from charged c join ledger_transfers t on t.idempotency_key = 'usage:' || c.deployment_id || ':' || extract(epoch from c.hour)::bigint
    where u.deployment_id = c.deployment_id and u.hour = c.hour`.execute(tx);
  await insertEntries(tx);
  await sql`
    update ledger_accounts a set balance = a.balance + s.total, statement_balance = a.statement_balance + s.total, version = a.version + s.lines
    from (select d.user_id, -sum(c.amount_units)::bigint as total, count(*) as lines
          from charged c join deployments d on d.id = c.deployment_id where c.amount_units > 0 group by d.user_id) s
    where a.owner = 'user:' || s.user_id and a.kind = 'available' and a.asset = 'USD'`.execute(tx);
}

/** Units as decimal text with 7 decimals. */
const decimal = (units: RawBuilder<unknown>) =>
  sql`(${units} / 10000000)::text || '.' || lpad((${units} % 10000000)::text, 7, '0')`;

/** In a fixed order, so that two runs which both meet a new farm do not wait for each other. */
async function ensureSystemAccounts(tx: Tx, now: Date) {
  await sql`
    insert into ledger_accounts (owner, kind, asset, guarded, created_at)
    select n.owner, n.kind, 'USD', false, ${now}::timestamptz
    from (select 'system' as owner, unnest(array['grid_cost', 'margin']) as kind
          union
          select 'farm:' || d.farm_id, 'provider_share' from charged c join deployments d on d.id = c.deployment_id) n
    where not exists (select 1 from ledger_accounts a where a.owner = n.owner and a.kind = n.kind and a.asset = 'USD')
    order by n.owner, n.kind
    on conflict (owner, kind, asset) do nothing`.execute(tx);
}

async function insertEntries(tx: Tx) {
  await sql`
    with lines as (
      select u.transfer_id, c.amount_units, c.grid_cost_units, c.provider_share_units, c.margin_units, d.user_id, d.farm_id,
             row_number() over w as line, sum(c.amount_units) over w as spent
      from charged c
      join usage_records u on u.deployment_id = c.deployment_id and u.hour = c.hour
      join deployments d on d.id = c.deployment_id
      where c.amount_units > 0
      window w as (partition by d.user_id order by c.hour, c.deployment_id)
    )
    insert into ledger_entries (account_id, transfer_id, units, balance_after, version, statement_after)
    select a.id, l.transfer_id, -l.amount_units, a.balance - l.spent, a.version + l.line, a.statement_balance - l.spent
    from lines l join ledger_accounts a on a.owner = 'user:' || l.user_id and a.kind = 'available' and a.asset = 'USD'
    union all
    select a.id, l.transfer_id, v.units, null, null, null
    from lines l
    cross join lateral (values ('system', 'grid_cost', l.grid_cost_units), ('system', 'margin', l.margin_units),
                               ('farm:' || l.farm_id, 'provider_share', l.provider_share_units)) v (owner, kind, units)
    join ledger_accounts a on a.owner = v.owner and a.kind = v.kind and a.asset = 'USD'
    where v.units <> 0`.execute(tx);
}

/** Progress of each deployment, and its charges by month, for the limits that people set. */
async function markBilled(tx: Tx, { now, until = now, maxHours }: BillingInput, ids: string[]) {
  await sql`
    insert into monthly_spend (deployment_id, month, user_id, units)
    select c.deployment_id, to_char(c.hour at time zone 'UTC', 'YYYY-MM') as month, d.user_id, sum(c.amount_units)
    from charged c join deployments d on d.id = c.deployment_id
    where c.amount_units > 0
    group by c.deployment_id, month, d.user_id
    on conflict (deployment_id, month) do update set units = monthly_spend.units + excluded.units`.execute(tx);
  await sql`
    update deployments d set
      billed_until = least(
        date_trunc('hour', coalesce(d.billed_until, d.billing_from), 'UTC') + make_interval(hours => ${maxHours}),
        ${chargeableUntil(until)}),
      cost_units = d.cost_units + coalesce((select sum(c.amount_units) from charged c where c.deployment_id = d.id), 0)::bigint
    where d.id = any(${ids})`.execute(tx);
}
