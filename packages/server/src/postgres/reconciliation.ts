import type { Finding } from '@marketplace/core/reconciliation';
import { COMPARE_EVERY_MS } from '@marketplace/core/reconciliation';
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { NewId } from '../ids.ts';
import { enqueue } from './jobs.ts';
import type { After } from './operator-payments.ts';
import type { ReconciliationSource } from './schema/reconciliation.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';
import { closeTask, openTask } from './tasks.ts';

export type SourceRow = Selectable<Schema['reconciliation_sources']>;
export type FindingRow = Selectable<Schema['reconciliation_findings']>;

export const sources: readonly ReconciliationSource[] = ['stripe', 'chain', 'ledger', 'treasury'];

/** A marketplace that has just begun has nothing to compare: the first time comes after this. */
const FIRST_AFTER_MS = 3_600_000;
/** A comparison that fails is tried again sooner than the next day. */
const AGAIN_AFTER_MS = 600_000;

export const readSources = (db: Database): Promise<SourceRow[]> =>
  db.selectFrom('reconciliation_sources').selectAll().orderBy('source').execute();

export const findSource = (db: Database, source: ReconciliationSource): Promise<SourceRow | undefined> =>
  db.selectFrom('reconciliation_sources').selectAll().where('source', '=', source).executeTakeFirst();

/** Makes the rows of sources at their first tick, and asks for the comparisons that are due. */
export async function requestDueComparisons(db: Database, now: Date): Promise<void> {
  const rows = await readSources(db);
  if (rows.length < sources.length) {
    const due_at = new Date(now.getTime() + FIRST_AFTER_MS);
    await db
      .insertInto('reconciliation_sources')
      .values(sources.map((source) => ({ source, due_at, facts: '{}' })))
      .onConflict((conflict) => conflict.column('source').doNothing())
      .execute();
  }
  for (const { source, due_at } of rows) if (due_at <= now) await requestComparison(db, source);
}

/** Asking twice compares once. */
export const requestComparison = (db: Database | Tx, source: ReconciliationSource): Promise<void> =>
  enqueue(db, 'reconciliation.run', { source }, { key: `reconciliation:${source}`, queue: `reconciliation:${source}` });

export interface ComparedFacts {
  source: ReconciliationSource;
  findings: readonly Finding[];
  facts: Record<string, string | number>;
  /** Up to where an outside list was copied. */
  cursorAt?: Date;
  now: Date;
  newId: NewId;
}

/** Keeps the outcome of a comparison: new findings become tasks, those that it did not find again are resolved. */
export async function saveComparison(tx: Tx, { source, findings, facts, cursorAt, now, newId }: ComparedFacts) {
  await tx
    .updateTable('reconciliation_sources')
    .set({
      due_at: new Date(now.getTime() + COMPARE_EVERY_MS),
      compared_at: now,
      failing_since: null,
      failure: null,
      facts: JSON.stringify(facts),
      ...(cursorAt ? { cursor_at: cursorAt } : {}),
    })
    .where('source', '=', source)
    .execute();
  for (const finding of findings) await keep(tx, source, finding, now, newId);
  const standing = findings.map(({ kind, subject }) => `${kind}:${subject}`);
  const gone = await tx
    .updateTable('reconciliation_findings')
    .set({ resolved_at: now })
    .where('source', '=', source)
    .where('resolved_at', 'is', null)
    .where(sql<string>`kind || ':' || subject`, '<>', sql<string>`all(${standing}::text[])`)
    .returning(['kind', 'subject'])
    .execute();
  for (const finding of gone)
    await closeTask(tx, { ...taskOf(finding), by: 'job', resolution: 'A later comparison found no difference.', now });
}

async function keep(tx: Tx, source: ReconciliationSource, finding: Finding, now: Date, newId: NewId) {
  const { kind, subject, expected, found, details = {} } = finding;
  const seen = { expected, found, details: JSON.stringify(details), last_seen_at: now };
  const row = await tx
    .insertInto('reconciliation_findings')
    .values({ id: newId(now), source, kind, subject, ...seen, first_seen_at: now, resolved_at: null })
    .onConflict((conflict) => conflict.columns(['kind', 'subject']).where('resolved_at', 'is', null).doUpdateSet(seen))
    .returning('id')
    .executeTakeFirstOrThrow();
  await openTask(tx, {
    ...taskOf(finding),
    id: newId(now),
    severity: 'urgent',
    detail: `${kind.replaceAll('_', ' ')}: expected ${expected}, found ${found} (${subject}).`,
    details: { ...details, path: '/operator/reconciliation', findingId: row.id },
    now,
  });
}

const taskOf = ({ kind, subject }: { kind: string; subject: string }) => ({
  kind: 'reconciliation',
  subject: `${kind}:${subject}`,
});

/** The comparison did not come to its end: what was known stays, and is from now on unknown. */
export async function saveFailure(db: Database, source: ReconciliationSource, failure: string, now: Date) {
  await db
    .updateTable('reconciliation_sources')
    .set((is) => ({
      due_at: new Date(now.getTime() + AGAIN_AFTER_MS),
      failing_since: is.fn.coalesce('failing_since', sql<Date>`${now}`),
      failure,
    }))
    .where('source', '=', source)
    .execute();
}

export async function countOpenFindings(db: Database): Promise<Map<ReconciliationSource, number>> {
  const { rows } = await sql<{ source: ReconciliationSource; n: number }>`
    select source, count(*)::int as n from reconciliation_findings where resolved_at is null group by source`.execute(
    db,
  );
  return new Map(rows.map(({ source, n }) => [source, n]));
}

export interface FindingFilter {
  status: 'open' | 'resolved' | 'all';
  before?: After<string> | undefined;
  limit: number;
}

/** Newest first, in a total order. */
export async function listFindings(db: Database, { status, before, limit }: FindingFilter): Promise<FindingRow[]> {
  const and: ReturnType<typeof sql<SqlBool>>[] = [sql`true`];
  if (status !== 'all') and.push(status === 'open' ? sql`resolved_at is null` : sql`resolved_at is not null`);
  if (before) and.push(sql`(first_seen_at, id) < (${before.at}, ${before.id}::uuid)`);
  const { rows } = await sql<FindingRow>`
    select * from reconciliation_findings where ${sql.join(and, sql` and `)}
    order by first_seen_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}
