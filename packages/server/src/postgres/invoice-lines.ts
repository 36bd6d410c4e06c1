import { billedKinds } from '@marketplace/core/documents';
import { type RawBuilder, sql } from 'kysely';
import type { Database, Tx } from './store.ts';

/** A person's statement with lines for an invoice, and what its last invoice was made of. */
export interface DueStatement {
  accountId: bigint;
  userId: string;
  firstVersion: bigint;
  lastVersion: bigint;
  previousUntil: Date | null;
  previousVersion: bigint | null;
  openingUnits: bigint;
}

export interface DueFilter {
  until: Date;
  /** Accounts after this one, in the order of their ids. */
  after: bigint;
  limit: number;
  /** Only those of whom every hour before `until` is charged. */
  charged: boolean;
}

/** Statements with lines that happened before `until` and are on no invoice, and no invoice up to then. */
export async function dueStatements(db: Database | Tx, filter: DueFilter): Promise<DueStatement[]> {
  const { until, after, limit, charged } = filter;
  const { rows } = await sql<DueStatement>`
    select a.id as "accountId", substr(a.owner, 6) as "userId", coalesce(p.next_version, 0) as "firstVersion",
           a.version as "lastVersion", p.until_at as "previousUntil", p.last_version as "previousVersion",
           coalesce(p.closing_units, 0) as "openingUnits"
    from ledger_accounts a
    left join lateral (
      select * from invoice_coverage c where c.account_id = a.id order by c.until_at desc limit 1
    ) p on true
    where a.kind = 'available' and a.asset = 'USD' and a.owner like 'user:%' and a.id > ${after}
      and (p.until_at is null or p.until_at < ${until})
      and exists (
        select 1 from ledger_entries e join ledger_transfers t on t.id = e.transfer_id
        where e.account_id = a.id and e.statement_after is not null and e.version >= coalesce(p.next_version, 0)
          and ${newLine(sql`${until}`, sql`p.until_at`, sql`p.last_version`)})
      ${charged ? sql`and not ${hasUncharged(until)}` : sql``}
    order by a.id limit ${limit}`.execute(db);
  return rows;
}

/** A line `e` of transfer `t` that an invoice up to `until` takes, since the one before it did not. */
export const newLine = (
  until: RawBuilder<unknown>,
  previousUntil: RawBuilder<unknown>,
  previousVersion: RawBuilder<unknown>,
) => sql`t.event_at < ${until} and (t.event_at < ${previousUntil} and e.version <= ${previousVersion}) is not true`;

/** Whether billing has not yet come to the end of what the person of account `a` used before `until`. */
const hasUncharged = (until: Date) => sql`exists (
  select 1 from deployments d
  where d.user_id = substr(a.owner, 6)::uuid and d.billing_from < ${until}
    and coalesce(d.billed_until, d.billing_from) < least(coalesce(d.billing_until, 'infinity'), ${until}))`;

/** Lines of one statement that are alike. */
export interface LineSum {
  accountId: bigint;
  kind: string;
  description: string;
  deploymentId: string | null;
  hourly: string | null;
  /** Part of the time was spent suspended, at another price. */
  suspended: boolean;
  seconds: number | null;
  lines: number;
  units: bigint;
  firstTransfer: bigint;
  lastTransfer: bigint;
}

/** What the due statements add up to: usage by machine and price, corrections by their words, the rest by kind. */
export async function sumLines(tx: Tx, due: readonly DueStatement[], until: Date): Promise<LineSum[]> {
  const { rows } = await sql<LineSum>`
    select e.account_id as "accountId", t.kind, t.deployment_id as "deploymentId", b.description, b.hourly,
           t.details ? 'keptSeconds' as suspended, sum((t.details ->> 'seconds')::int)::int as seconds, count(*)::int as lines,
           sum(e.units)::bigint as units, min(t.id) as "firstTransfer", max(t.id) as "lastTransfer"
    from ${asTable(due)}
    join ledger_entries e on e.account_id = s.account_id and e.version between s.first_version and s.last_version
      and e.statement_after is not null
    join ledger_transfers t on t.id = e.transfer_id
      and ${newLine(sql`${until}`, sql`s.previous_until`, sql`s.previous_version`)}
    cross join lateral (
      select case when t.kind = any(${billedKinds}) then t.description else '' end as description,
             case when t.kind = 'usage' then t.details ->> 'hourly' end as hourly
    ) b
    group by e.account_id, t.kind, t.deployment_id, b.description, b.hourly, suspended
    order by e.account_id, min(t.event_at), t.kind, b.description, min(t.id)`.execute(tx);
  return rows;
}

/** The first line of each statement that belongs to a later month; without one, what will come next. */
export async function nextVersions(tx: Tx, due: readonly DueStatement[], until: Date): Promise<Map<bigint, bigint>> {
  const { rows } = await sql<{ accountId: bigint; version: bigint }>`
    select e.account_id as "accountId", min(e.version) as version
    from ${asTable(due)}
    join ledger_entries e on e.account_id = s.account_id and e.version between s.first_version and s.last_version
      and e.statement_after is not null
    join ledger_transfers t on t.id = e.transfer_id and t.event_at >= ${until}
    group by e.account_id`.execute(tx);
  return new Map(rows.map(({ accountId, version }) => [accountId, version]));
}

const asTable = (due: readonly DueStatement[]) => sql`unnest(
  ${due.map((one) => one.accountId)}::bigint[], ${due.map((one) => one.firstVersion)}::bigint[],
  ${due.map((one) => one.lastVersion)}::bigint[], ${due.map((one) => one.previousUntil)}::timestamptz[],
  ${due.map((one) => one.previousVersion)}::bigint[]
) as s (account_id, first_version, last_version, previous_until, previous_version)`;
