import { type SqlBool, sql } from 'kysely';
import type { Database } from './store.ts';

export interface StatementLine {
  version: bigint;
  transferId: bigint;
  kind: string;
  units: bigint;
  after: bigint;
  eventAt: Date;
  recordedAt: Date;
  description: string;
  deploymentId: string | null;
  topUpId: string | null;
  details: Record<string, unknown>;
  /** Its own receipt or credit note, else the first invoice that reaches over it. */
  document: { id: string; number: string } | null;
}

export interface StatementFilter {
  kind?: string | undefined;
  deploymentId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  beforeVersion?: bigint | undefined;
  limit: number;
}

/** Lines of a person's statement, newest first, in the order in which they were posted. */
export async function readStatement(db: Database, userId: string, filter: StatementFilter): Promise<StatementLine[]> {
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`e.statement_after is not null`];
  if (filter.kind !== undefined) and.push(sql`t.kind = ${filter.kind}`);
  if (filter.deploymentId !== undefined) and.push(sql`t.deployment_id = ${filter.deploymentId}`);
  if (filter.from !== undefined) and.push(sql`t.event_at >= ${filter.from}`);
  if (filter.to !== undefined) and.push(sql`t.event_at < ${filter.to}`);
  if (filter.beforeVersion !== undefined) and.push(sql`e.version < ${filter.beforeVersion}`);
  const { rows } = await sql<StatementLine>`
    select e.version, t.id as "transferId", t.kind, e.units, e.statement_after as after, t.event_at as "eventAt",
           t.recorded_at as "recordedAt", t.description, t.deployment_id as "deploymentId", t.top_up_id as "topUpId", t.details,
           (select json_build_object('id', d.id, 'number', d.number) from documents d where d.id = coalesce(
             (select own.id from documents own where own.transfer_id = t.id),
             (select c.document_id from invoice_coverage c
              where c.account_id = e.account_id and t.event_at < c.until_at and e.version <= c.last_version
              order by c.until_at limit 1))) as document
    from ledger_entries e
    join ledger_transfers t on t.id = e.transfer_id
    where e.account_id = (select id from ledger_accounts where owner = ${`user:${userId}`} and kind = 'available' and asset = 'USD')
      and ${sql.join(and, sql` and `)}
    order by e.version desc
    limit ${filter.limit}`.execute(db);
  return rows;
}

/** Sum of the person's lines before a time, and before another: the opening and the closing of a period. */
export async function readPeriodBalances(
  db: Database,
  userId: string,
  period: { from?: Date | undefined; to?: Date | undefined },
): Promise<{ opening: bigint; closing: bigint }> {
  const { rows } = await sql<{ opening: bigint; closing: bigint }>`
    select coalesce(sum(e.units) filter (where t.event_at < ${period.from ?? new Date(0)}), 0)::bigint as opening,
           coalesce(sum(e.units) filter (where ${period.to ?? null}::timestamptz is null or t.event_at < ${period.to ?? null}), 0)::bigint as closing
    from ledger_entries e
    join ledger_transfers t on t.id = e.transfer_id
    where e.account_id = (select id from ledger_accounts where owner = ${`user:${userId}`} and kind = 'available' and asset = 'USD')
      and e.statement_after is not null`.execute(db);
  return rows[0] ?? { opening: 0n, closing: 0n };
}

/** Available and held right after the last top-up; undefined before the first. */
export async function balanceAfterLastTopUp(db: Database, userId: string): Promise<bigint | undefined> {
  const { rows } = await sql<{ after: bigint }>`
    select e.statement_after as after
    from ledger_entries e join ledger_transfers t on t.id = e.transfer_id
    where e.account_id = (select id from ledger_accounts where owner = ${`user:${userId}`} and kind = 'available' and asset = 'USD')
      and e.statement_after is not null and t.kind = 'top_up'
    order by e.version desc limit 1`.execute(db);
  return rows[0]?.after;
}
