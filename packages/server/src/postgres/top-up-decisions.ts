import type { Insertable, Selectable, SqlBool } from 'kysely';
import { sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type DecisionRow = Selectable<Schema['top_up_decisions']>;
type NewDecision = Insertable<Schema['top_up_decisions']>;

const repeatable = ['none', 'wait', 'dry_run'];

/** Writes a decision down; one that only repeats the last is counted there, with the newest figures. */
export async function recordDecision(tx: Tx, row: NewDecision): Promise<void> {
  const last = await tx
    .selectFrom('top_up_decisions')
    .selectAll()
    .orderBy('first_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const isRepeat =
    last !== undefined &&
    repeatable.includes(row.action) &&
    last.action === row.action &&
    last.reason === row.reason &&
    last.trigger === (row.trigger ?? null) &&
    last.policy_version === row.policy_version;
  if (!isRepeat) {
    await tx.insertInto('top_up_decisions').values(row).execute();
    return;
  }
  await tx
    .updateTable('top_up_decisions')
    .set({
      last_at: row.last_at,
      times: last.times + 1,
      spend_units: row.spend_units ?? null,
      expected_units: row.expected_units ?? null,
      usable_units: row.usable_units,
      runway_hours: row.runway_hours ?? null,
      price_units: row.price_units,
    })
    .where('id', '=', last.id)
    .execute();
}

/** The question that waits for a person, if any. */
export const findQuestion = (db: Database | Tx): Promise<DecisionRow | undefined> =>
  db.selectFrom('top_up_decisions').selectAll().where('action', '=', 'ask').executeTakeFirst();

export const findDecision = (db: Database | Tx, id: string): Promise<ListedDecision | undefined> =>
  listed(db).where('d.id', '=', id).executeTakeFirst();

/** Ends a question; false when it was answered before. */
export async function answerQuestion(
  tx: Tx,
  id: string,
  answer: { action: 'approved' | 'declined' | 'withdrawn'; by?: string; note?: string; transferId?: string; now: Date },
): Promise<boolean> {
  const answered = await tx
    .updateTable('top_up_decisions')
    .set({
      action: answer.action,
      decided_at: answer.now,
      decided_by: answer.by ?? null,
      note: answer.note ?? null,
      transfer_id: answer.transferId ?? null,
      last_at: answer.now,
    })
    .where('id', '=', id)
    .where('action', '=', 'ask')
    .returning('id')
    .executeTakeFirst();
  return answered !== undefined;
}

export type ListedDecision = DecisionRow & { transferStatus: string | null; decidedByName: string | null };

/** Newest first, in a total order. */
export function listDecisions(
  db: Database,
  { before, limit }: { before?: { at: Date; id: string } | undefined; limit: number },
): Promise<ListedDecision[]> {
  let query = listed(db);
  if (before) query = query.where(sql<SqlBool>`(d.first_at, d.id) < (${before.at}, ${before.id}::uuid)`);
  return query.orderBy('d.first_at', 'desc').orderBy('d.id', 'desc').limit(limit).execute();
}

const listed = (db: Database | Tx) =>
  db
    .selectFrom('top_up_decisions as d')
    .leftJoin('treasury_transfers as t', 't.id', 'd.transfer_id')
    .leftJoin('users', 'users.id', 'd.decided_by')
    .selectAll('d')
    .select(['t.status as transferStatus', 'users.name as decidedByName']);
