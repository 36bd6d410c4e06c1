import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type TaskRow = Selectable<Schema['operator_tasks']>;

/** Where a page ends: the order is severity, then age, then id. */
export interface TaskPosition {
  rank: number;
  at: Date;
  id: string;
}

export interface TaskFilter {
  state: 'open' | 'done';
  kind?: string | undefined;
  after?: TaskPosition | undefined;
  limit: number;
}

export type ListedTask = TaskRow & { rank: number };

const rank = sql`case t.severity when 'urgent' then 0 when 'warn' then 1 else 2 end`;

/** Open ones: the most urgent first, then the oldest. Done ones: the latest first. */
export async function listTasks(db: Database, { state, kind, after, limit }: TaskFilter): Promise<ListedTask[]> {
  const open = state === 'open';
  const and: ReturnType<typeof sql<SqlBool>>[] = [open ? sql`t.done_at is null` : sql`t.done_at is not null`];
  if (kind !== undefined) and.push(sql`t.kind = ${kind}`);
  if (after)
    and.push(
      open
        ? sql`(${rank}, t.created_at, t.id) > (${after.rank}::int, ${after.at}::timestamptz, ${after.id}::uuid)`
        : sql`(t.done_at, t.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  const { rows } = await sql<ListedTask>`
    select t.*, ${rank}::int as rank from operator_tasks t
    where ${sql.join(and, sql` and `)}
    order by ${open ? sql`rank, t.created_at, t.id` : sql`t.done_at desc, t.id desc`}
    limit ${limit}`.execute(db);
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
