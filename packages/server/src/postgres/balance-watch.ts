import { sql } from 'kysely';
import { type DeploymentRow, spendingStatuses } from './deployments.ts';
import type { Database, Tx } from './store.ts';

/** What a deployment `d` costs per hour at most, as it is now. */
const hourly = sql`case when d.power_wanted = 'off' then coalesce(d.kept_hourly_units, 0) else d.hourly_units end`;

/** What everything of a person costs per hour as it is now, and what of it could change. */
const spendingByPerson = sql`
  select d.user_id,
         sum(${hourly})::bigint as hourly,
         bool_or(d.power_wanted = 'on' or d.suspension_cause in ('stopped', 'resizing')) as runs,
         bool_or(d.power_wanted = 'off' and d.suspension_cause = 'no_funds') as unpaid,
         bool_or(d.power_wanted = 'off' and d.suspension_cause = 'cap_reached') as stopped,
         min(date_trunc('hour', coalesce(d.billed_until, d.billing_from), 'UTC')) as since
  from deployments d
  where d.status in ('running', 'degraded', 'suspended')
  group by d.user_id`;

const available = sql`coalesce((
  select a.balance from ledger_accounts a where a.owner = 'user:' || s.user_id and a.kind = 'available' and a.asset = 'USD'), 0)`;

export interface WatchTime {
  warnHours: readonly number[];
  /** `YYYY-MM` of the time of review. */
  month: string;
}

/**
 * People for whom something may have to change: they crossed a threshold of runway up or down, ran out of money, have
 * enough again, or came to a limit. A superset; each one is decided under a lock.
 */
export async function peopleToReview(db: Database, { warnHours, month }: WatchTime): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    with s as (${spendingByPerson}),
    facts as (
      select s.*, ${available} as available, w.told_hours from s left join balance_watches w on w.user_id = s.user_id
    )
    select f.user_id as "userId" from facts f
    where (f.runs and f.available < 0) or (f.unpaid and f.available >= 0) or f.stopped
       or f.told_hours is distinct from (select min(h) from unnest(${warnHours}::int[]) h where f.available < h * f.hourly)
    union
    select w.user_id from balance_watches w where w.told_hours is not null and not exists (select 1 from s where s.user_id = w.user_id)
    union
    select d.user_id from deployments d join monthly_spend m on m.deployment_id = d.id and m.month = ${month}
    where d.cap_units is not null and d.status in ('running', 'degraded', 'suspended')
      and ${capIsDue(sql`m.units`, sql`d.cap_units`, { month, told: sql`d.cap_told_month`, percent: sql`d.cap_told_percent` }, sql`d.cap_action`, sql`d.power_wanted = 'on'`)}
    union
    select c.user_id from spending_caps c
    cross join lateral (select sum(m.units) as units from monthly_spend m where m.user_id = c.user_id and m.month = ${month}) m
    where ${capIsDue(sql`m.units`, sql`c.monthly_units`, { month, told: sql`c.told_month`, percent: sql`c.told_percent` }, sql`c.action`, sql`exists (select 1 from s where s.user_id = c.user_id and s.runs)`)}`.execute(
    db,
  );
  return rows.map((row) => row.userId);
}

type Sql = ReturnType<typeof sql>;

/** A percent is reached that was not told in this month, or what should stand still runs. */
const capIsDue = (
  spent: Sql,
  cap: Sql,
  { month, told, percent }: { month: string; told: Sql; percent: Sql },
  action: Sql,
  runs: Sql,
) => sql`(
  (case when ${told} = ${month} then ${percent} else 0 end)
    < (case when ${spent} >= ${cap} then 100 when ${spent} * 100 >= ${cap} * 80 then 80 else 0 end)
  or (${action} = 'stop' and ${spent} >= ${cap} and ${runs}))`;

/**
 * The first full hour after `after`, not later than now, at which somebody could cross a threshold, run out of money,
 * come to a limit or have a new month. Never too late: what runs is charged its price per hour at most. Billing goes from
 * one to the next, so that a late tick tells and does the same as one in time.
 */
export async function nextCrossing(
  db: Database,
  { after, now, warnHours }: { after: Date; now: Date; warnHours: readonly number[] },
): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    with s as (${spendingByPerson}),
    behind as (select s.*, ${available} as available from s where s.since < date_trunc('hour', ${now}::timestamptz, 'UTC')),
    crossings as (
      select b.since + interval '1 hour' * (case
        when b.available < 0 then case when b.runs then 0 end
        else b.available / b.hourly + 1
          - coalesce((select max(h) from unnest(${warnHours}::int[]) h where b.available >= h * b.hourly), 0) end)::float as at
      from behind b where b.hourly > 0 and b.available / b.hourly < 100000
      union all
      select b.since + interval '1 hour' * ceil((l.units - l.spent)::numeric / l.hourly)::float
      from behind b
      cross join lateral (
        select v.percent * d.cap_units / 100 as units, coalesce(m.units, 0) as spent, ${hourly} as hourly
        from deployments d
        left join monthly_spend m on m.deployment_id = d.id and m.month = to_char(b.since at time zone 'UTC', 'YYYY-MM')
        cross join (values (80), (100)) v (percent)
        where d.user_id = b.user_id and d.cap_units is not null and d.status in ('running', 'degraded', 'suspended')
        union all
        select v.percent * c.monthly_units / 100,
               coalesce((select sum(m.units) from monthly_spend m where m.user_id = b.user_id
                 and m.month = to_char(b.since at time zone 'UTC', 'YYYY-MM')), 0),
               b.hourly
        from spending_caps c cross join (values (80), (100)) v (percent)
        where c.user_id = b.user_id
      ) l
      where l.hourly > 0 and l.units > l.spent and (l.units - l.spent) / l.hourly < 100000
      union all
      select date_trunc('month', b.since, 'UTC') + interval '1 month' from behind b
      where b.stopped or exists (select 1 from spending_caps c where c.user_id = b.user_id)
         or exists (select 1 from deployments d where d.user_id = b.user_id and d.cap_units is not null)
    )
    select min(at) as at from crossings where at > ${after} and at <= date_trunc('hour', ${now}::timestamptz, 'UTC')`.execute(
    db,
  );
  return rows[0]?.at ?? undefined;
}

/** Takes the lock under which a person's balance is judged; gives the threshold that was told last. */
export async function lockWatch(tx: Tx, userId: string): Promise<number | null> {
  await tx
    .insertInto('balance_watches')
    .values({ user_id: userId, told_hours: null })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
  const row = await tx
    .selectFrom('balance_watches')
    .select('told_hours')
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.told_hours;
}

export const saveToldHours = async (tx: Tx, userId: string, toldHours: number | null): Promise<void> =>
  void (await tx.updateTable('balance_watches').set({ told_hours: toldHours }).where('user_id', '=', userId).execute());

const spendingOf = (db: Database | Tx, userId: string) =>
  db
    .selectFrom('deployments')
    .selectAll()
    .where('user_id', '=', userId)
    .where('status', 'in', spendingStatuses)
    .orderBy('id');

/** What costs a person money. */
export const readSpending = (db: Database, userId: string): Promise<DeploymentRow[]> =>
  spendingOf(db, userId).execute();

/** The same, locked in one order. */
export const lockSpending = (tx: Tx, userId: string): Promise<DeploymentRow[]> =>
  spendingOf(tx, userId).forUpdate().execute();

/** What was charged to a person's balance after a time, for use. */
export async function usageChargedAfter(tx: Tx, userId: string, after: Date): Promise<bigint> {
  const { rows } = await sql<{ units: bigint }>`
    select coalesce(-sum(e.units), 0)::bigint as units
    from ledger_entries e join ledger_transfers t on t.id = e.transfer_id
    where e.account_id = (select id from ledger_accounts where owner = ${`user:${userId}`} and kind = 'available' and asset = 'USD')
      and t.kind = 'usage' and t.recorded_at > ${after}`.execute(tx);
  return rows[0]?.units ?? 0n;
}
