import { sql } from 'kysely';
import type { Database } from './store.ts';

export interface RevenueSums {
  sold: bigint;
  gridCost: bigint;
  providerShare: bigint;
  margin: bigint;
}

const sums = sql`coalesce(sum(amount_units), 0)::bigint as sold, coalesce(sum(grid_cost_units), 0)::bigint as "gridCost",
  coalesce(sum(provider_share_units), 0)::bigint as "providerShare", coalesce(sum(margin_units), 0)::bigint as margin`;

/** What was charged for hours in [from, to). */
export async function revenueBetween(db: Database, from: Date, to: Date): Promise<RevenueSums> {
  const { rows } =
    await sql<RevenueSums>`select ${sums} from usage_records where hour >= ${from} and hour < ${to}`.execute(db);
  return rows[0] ?? { sold: 0n, gridCost: 0n, providerShare: 0n, margin: 0n };
}

/** The same by UTC day, days without use included. */
export async function revenueByDay(db: Database, from: Date, to: Date): Promise<(RevenueSums & { day: string })[]> {
  const { rows } = await sql<RevenueSums & { day: string }>`
    select to_char(d.day, 'YYYY-MM-DD') as day, ${sums}
    from generate_series(date_trunc('day', ${from}::timestamptz at time zone 'UTC'), ${to}::timestamptz at time zone 'UTC', interval '1 day') d (day)
    left join usage_records u on u.hour >= greatest(d.day at time zone 'UTC', ${from}::timestamptz)
      and u.hour < least((d.day + interval '1 day') at time zone 'UTC', ${to}::timestamptz)
    group by d.day order by d.day`.execute(db);
  return rows;
}

export interface PeopleAndMoney {
  users: number;
  newUsers: number;
  topUps: bigint;
  customerBalances: bigint;
}

export async function peopleAndMoney(db: Database, from: Date, to: Date): Promise<PeopleAndMoney> {
  const { rows } = await sql<PeopleAndMoney>`
    select (select count(*) from users)::int as users,
           (select count(*) from users where created_at >= ${from})::int as "newUsers",
           (select coalesce(sum(amount_units), 0) from top_ups where settled_at >= ${from} and settled_at <= ${to})::bigint as "topUps",
           (select coalesce(sum(balance), 0) from ledger_accounts where owner like 'user:%' and guarded and asset = 'USD')::bigint as "customerBalances"`.execute(
    db,
  );
  return rows[0] ?? { users: 0, newUsers: 0, topUps: 0n, customerBalances: 0n };
}

export async function deploymentCounts(db: Database): Promise<Record<string, number>> {
  const { rows } = await sql<{
    status: string;
    n: number;
  }>`select status, count(*)::int as n from deployments group by status`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.status, row.n]));
}
