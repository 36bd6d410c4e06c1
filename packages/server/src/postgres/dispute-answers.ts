import type { Insertable, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type DisputeRow = Selectable<Schema['disputes']>;
export type AnswerRow = Selectable<Schema['dispute_answers']>;

/** A dispute under its lock, and whether its present question was answered. */
export async function lockDispute(tx: Tx, id: string): Promise<{ dispute: DisputeRow; answered: boolean } | undefined> {
  const dispute = await tx.selectFrom('disputes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return dispute && { dispute, answered: await isAnswered(tx, dispute) };
}

/** Whether the question that the bank asks now has an answer, on its way or given. */
export async function isAnswered(
  db: Database | Tx,
  { id, status }: Pick<DisputeRow, 'id' | 'status'>,
): Promise<boolean> {
  if (status !== 'inquiry' && status !== 'needs_response') return false;
  const answer = await db
    .selectFrom('dispute_answers')
    .select('id')
    .where('dispute_id', '=', id)
    .where('answers', '=', status)
    .where('status', '<>', 'refused')
    .executeTakeFirst();
  return answer !== undefined;
}

export const insertAnswer = async (tx: Tx, row: Insertable<Schema['dispute_answers']>): Promise<void> =>
  void (await tx.insertInto('dispute_answers').values(row).execute());

export interface ListedAnswer extends AnswerRow {
  requestedByEmail: string;
}

/** Newest first. */
export const answersOf = (db: Database, disputeId: string): Promise<ListedAnswer[]> =>
  db
    .selectFrom('dispute_answers')
    .innerJoin('users', 'users.id', 'dispute_answers.requested_by')
    .selectAll('dispute_answers')
    .select('users.email as requestedByEmail')
    .where('dispute_id', '=', disputeId)
    .orderBy('dispute_answers.created_at', 'desc')
    .orderBy('dispute_answers.id', 'desc')
    .execute();

export const findAnswer = (db: Database | Tx, id: string): Promise<AnswerRow | undefined> =>
  db.selectFrom('dispute_answers').selectAll().where('id', '=', id).executeTakeFirst();

/** Written before the first call: whoever comes after looks first whether that call had effect. */
export const noteAnswerAttempt = async (db: Database, id: string, now: Date): Promise<void> =>
  void (await db
    .updateTable('dispute_answers')
    .set({ attempted_at: now })
    .where('id', '=', id)
    .where('attempted_at', 'is', null)
    .execute());

/** Ends an answer, once. False when it had ended. */
export async function settleAnswer(
  tx: Tx,
  id: string,
  end: { status: 'sent' } | { status: 'refused'; failure: string },
  now: Date,
): Promise<boolean> {
  const row = await tx
    .updateTable('dispute_answers')
    .set({ ...end, settled_at: now, due_at: null })
    .where('id', '=', id)
    .where('status', '=', 'requested')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Answers whose job may be lost. */
export const answersDue = (db: Database, now: Date, limit: number) =>
  db.selectFrom('dispute_answers').select('id').where('due_at', '<=', now).orderBy('due_at').limit(limit).execute();

export const postponeAnswer = async (tx: Tx | Database, id: string, until: Date): Promise<void> =>
  void (await tx
    .updateTable('dispute_answers')
    .set({ due_at: until })
    .where('id', '=', id)
    .where('status', '=', 'requested')
    .execute());
