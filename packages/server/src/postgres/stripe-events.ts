import type { Selectable } from 'kysely';
import { enqueue } from './jobs.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type EventRow = Selectable<Schema['stripe_events']>;

/** By then the job of an event has been worked on; else the tick asks for it again. */
const OVERDUE_MS = 5 * 60_000;

/** Stores an event once, with the job that works on it; false when it was there already. */
export async function storeEvent(
  tx: Tx,
  event: { id: string; type: string; payload: unknown },
  now: Date,
): Promise<boolean> {
  const row = await tx
    .insertInto('stripe_events')
    .values({
      id: event.id,
      type: event.type,
      payload: JSON.stringify(event.payload),
      received_at: now,
      due_at: new Date(now.getTime() + OVERDUE_MS),
      waiting_for: null,
      processed_at: null,
      outcome: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row) await requestEvent(tx, event.id);
  return row !== undefined;
}

/** Asks for work on an event; asking twice does it once. */
const requestEvent = (tx: Tx | Database, eventId: string): Promise<void> =>
  enqueue(tx, 'payments.process-event', { eventId }, { key: `stripe-event:${eventId}` });

export const findEvent = (db: Database, id: string): Promise<EventRow | undefined> =>
  db.selectFrom('stripe_events').selectAll().where('id', '=', id).executeTakeFirst();

export const lockEvent = (tx: Tx, id: string): Promise<EventRow | undefined> =>
  tx.selectFrom('stripe_events').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const finishEvent = async (tx: Tx, id: string, outcome: string, now: Date): Promise<void> =>
  void (await tx
    .updateTable('stripe_events')
    .set({ processed_at: now, outcome, due_at: null, waiting_for: null })
    .where('id', '=', id)
    .execute());

/** Takes a processed event up again, with its job. */
export async function reopenEvent(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('stripe_events')
    .set({ processed_at: null, outcome: null, waiting_for: null, due_at: new Date(now.getTime() + OVERDUE_MS) })
    .where('id', '=', id)
    .execute();
  await requestEvent(tx, id);
}

/** Keeps an event that came before the payment it is about. */
export const postponeEvent = async (
  tx: Tx,
  id: string,
  { paymentIntentId, until }: { paymentIntentId: string; until: Date },
): Promise<void> =>
  void (await tx
    .updateTable('stripe_events')
    .set({ outcome: 'waiting for payment', waiting_for: paymentIntentId, due_at: until })
    .where('id', '=', id)
    .execute());

/** The payment is settled: what came before it can be decided now. */
export async function wakeEventsAwaiting(tx: Tx, paymentIntentId: string): Promise<void> {
  const waiting = await tx
    .selectFrom('stripe_events')
    .select('id')
    .where('waiting_for', '=', paymentIntentId)
    .where('processed_at', 'is', null)
    .execute();
  for (const { id } of waiting) await requestEvent(tx, id);
}

/** Asks again for events that wait, and for those whose job was lost or gave up. */
export async function requestDueEvents(db: Database, now: Date, limit: number): Promise<void> {
  const due = await db
    .selectFrom('stripe_events')
    .select('id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  if (due.length === 0) return;
  for (const { id } of due) await requestEvent(db, id);
  await db
    .updateTable('stripe_events')
    .set({ due_at: new Date(now.getTime() + OVERDUE_MS) })
    .where(
      'id',
      'in',
      due.map(({ id }) => id),
    )
    .where('processed_at', 'is', null)
    .execute();
}
