import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { byNumber, byText, byTime, type ListOrder, type Sorted, sortSql } from './sorting.ts';
import type { Database, Tx } from './store.ts';

export type TaskRow = Selectable<Schema['operator_tasks']>;

export interface TaskFilter {
  state: 'open' | 'done';
  kind?: string | undefined;
  order: ListOrder;
  limit: number;
}

/** Severity, then age, as one number: open ones the oldest first, done ones the latest. */
const urgency = sql`case when t.done_at is null
  then (case t.severity when 'urgent' then 0 when 'warn' then 1 else 2 end) * 1e15::numeric + floor(extract(epoch from t.created_at) * 1000)
  else 1e15::numeric - floor(extract(epoch from t.done_at) * 1000) end`;

export const taskSorts = {
  urgency: byNumber(urgency),
  created: byTime(sql`t.created_at`),
  kind: byText(sql`t.kind`),
  // What has no deadline comes after all that have one.
  due: byTime(sql`coalesce(t.due_at, '9999-01-01T00:00:00Z'::timestamptz)`),
};

/** In a total order. */
export async function listTasks(db: Database, { state, kind, order, limit }: TaskFilter): Promise<Sorted<TaskRow>[]> {
  const sorted = sortSql(order, sql`t.id`);
  const and = [state === 'open' ? sql<SqlBool>`t.done_at is null` : sql<SqlBool>`t.done_at is not null`, sorted.beyond];
  if (kind !== undefined) and.push(sql`t.kind = ${kind}`);
  const { rows } = await sql<Sorted<TaskRow>>`
    select t.*, ${sorted.value} as "sortValue" from operator_tasks t
    where ${sql.join(and, sql` and `)}
    order by ${sorted.order} limit ${limit}`.execute(db);
  return rows;
}

export async function countOpenTasks(db: Database): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from operator_tasks where done_at is null`.execute(db);
  return rows[0]?.n ?? 0;
}

export const findTask = (db: Database | Tx, id: string): Promise<TaskRow | undefined> =>
  db.selectFrom('operator_tasks').selectAll().where('id', '=', id).executeTakeFirst();

export const lockTask = (tx: Tx, id: string): Promise<TaskRow | undefined> =>
  tx.selectFrom('operator_tasks').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Closes one task; one that is closed already stays as it was. */
export async function finishTask(
  tx: Tx,
  id: string,
  done: { by: string; resolution: string; now: Date },
): Promise<boolean> {
  const closed = await tx
    .updateTable('operator_tasks')
    .set({ done_at: done.now, done_by: done.by, resolution: done.resolution })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return closed !== undefined;
}
