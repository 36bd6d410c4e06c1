import { type SqlBool, sql } from 'kysely';
import { auditHash, type StoredAuditLine } from './audit.ts';
import { byNumber, byText, type ListOrder, type Sorted, sortSql } from './sorting.ts';
import type { Database } from './store.ts';

export interface AuditRow extends StoredAuditLine {
  seq: bigint;
  hash: Buffer | null;
  previous_hash: Buffer | null;
}

export interface AuditFilter {
  /** Exactly, or the kind before the colon: `user:…` or `user`. */
  object?: string | undefined;
  actor?: string | undefined;
  /** Exactly, or the noun before the point: `settings.changed` or `settings`. */
  action?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  order: ListOrder;
  limit: number;
}

export interface ListedAuditRow extends AuditRow {
  actorEmail: string | null;
}

export const auditSorts = {
  // In the order of writing.
  at: byNumber(sql`a.seq`),
  action: byText(sql`a.action`),
  object: byText(sql`a.object`),
  actor: byText(sql`coalesce(u.email, a.actor)`),
};

/** In a total order. */
export async function listAudit(db: Database, filter: AuditFilter): Promise<Sorted<ListedAuditRow>[]> {
  const { value, beyond, order } = sortSql(filter.order, sql`a.id`);
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  const { object, actor, action, from, to } = filter;
  if (object !== undefined) and.push(sql`(a.object = ${object} or starts_with(a.object, ${`${object}:`}))`);
  if (actor !== undefined) and.push(sql`a.actor = ${actor}`);
  if (action !== undefined) and.push(sql`(a.action = ${action} or starts_with(a.action, ${`${action}.`}))`);
  if (from !== undefined) and.push(sql`a.at >= ${from}`);
  if (to !== undefined) and.push(sql`a.at < ${to}`);
  const { rows } = await sql<Sorted<ListedAuditRow>>`
    select ${value} as "sortValue", a.*, u.email as "actorEmail"
    from audit_log a left join users u on a.actor = 'user:' || u.id
    where ${sql.join([...and, beyond], sql` and `)}
    order by ${order} limit ${filter.limit}`.execute(db);
  return rows;
}

export interface AuditVerdict {
  /** Lines whose hash was checked. */
  lines: number;
  /** The first line that is not as it was written, or does not follow the line before it. */
  firstBad: { seq: bigint; id: string; reason: string } | undefined;
  /** Hash of the last good line: keep it outside, and cutting off the end is seen too. */
  lastHash: string | undefined;
}

const BATCH = 2000;

/** Walks the whole log from its beginning. Lines from before the log was chained have no hash and stand first only. */
export async function verifyAudit(db: Database): Promise<AuditVerdict> {
  let previous: Buffer | null = null;
  let lines = 0;
  let after = 0n;
  const verdict = (firstBad?: AuditVerdict['firstBad']): AuditVerdict => ({
    lines,
    firstBad,
    lastHash: previous?.toString('hex'),
  });
  for (;;) {
    const rows: AuditRow[] = await db
      .selectFrom('audit_log')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(BATCH)
      .execute();
    for (const row of rows) {
      after = row.seq;
      if (row.hash === null && previous === null) continue;
      const reason = objection(row, previous);
      if (reason !== undefined) return verdict({ seq: row.seq, id: row.id, reason });
      previous = row.hash;
      lines += 1;
    }
    if (rows.length < BATCH) return verdict();
  }
}

function objection(row: AuditRow, previous: Buffer | null): string | undefined {
  if (row.hash === null) return 'it has no hash';
  if (!same(row.previous_hash, previous))
    return 'it does not follow the line before it: a line was removed or put between';
  return auditHash(row, previous).equals(row.hash) ? undefined : 'it was changed after it was written';
}

const same = (left: Buffer | null, right: Buffer | null) =>
  left === null || right === null ? left === right : left.equals(right);
