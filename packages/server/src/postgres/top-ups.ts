import { type CancelReason, isUnfinished, type TopUpStatus } from '@marketplace/core/payments';
import type { Selectable } from 'kysely';
import { enqueue } from './jobs.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type TopUpRow = Selectable<Schema['top_ups']>;

export interface TopUpPage {
  userId: string;
  unfinished: boolean | undefined;
  before: { createdAt: Date; id: string } | undefined;
  limit: number;
}

/** A person can still finish these; a declined one has been told so and is not among them. */
const waitingForOwner: TopUpStatus[] = ['requires_payment', 'requires_action'];

/** The top-ups of a person, newest first. */
export const listTopUps = (db: Database, { userId, unfinished, before, limit }: TopUpPage): Promise<TopUpRow[]> =>
  db
    .selectFrom('top_ups')
    .selectAll()
    .where('user_id', '=', userId)
    .$if(unfinished === true, (query) => query.where('status', 'in', waitingForOwner))
    .$if(unfinished === false, (query) => query.where('status', 'not in', waitingForOwner))
    .$if(before !== undefined, (query) =>
      query.where((is) =>
        is(is.refTuple('created_at', 'id'), '<', is.tuple(before?.createdAt ?? new Date(0), before?.id ?? '')),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

export const lockTopUp = (tx: Tx, userId: string, id: string): Promise<TopUpRow | undefined> =>
  tx
    .selectFrom('top_ups')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();

/** Marks a top-up as to be cancelled; the card processor hears of it after this transaction. */
export async function markToCancel(tx: Tx, id: string, reason: CancelReason, now: Date): Promise<void> {
  await tx
    .updateTable('top_ups')
    .set({ cancel_reason: reason, cancel_requested_at: now, cancel_due_at: now })
    .where('id', '=', id)
    .execute();
  await requestCancel(tx, id);
}

export const requestCancel = (tx: Tx | Database, topUpId: string): Promise<void> =>
  enqueue(tx, 'payments.cancel-top-up', { topUpId }, { key: `cancel:${topUpId}` });

export const findTopUpToCancel = (db: Database, id: string) =>
  db
    .selectFrom('top_ups')
    .innerJoin('users', 'users.id', 'top_ups.user_id')
    .selectAll('top_ups')
    .select('users.stripe_customer_id')
    .where('top_ups.id', '=', id)
    .where('cancel_due_at', 'is not', null)
    .executeTakeFirst();

/** Ends a top-up of which the card processor has no payment; should one turn up after all, it is cancelled then. */
export const endWithoutPayment = async (db: Database, id: string): Promise<void> =>
  void (await db
    .updateTable('top_ups')
    .set({ status: 'cancelled', cancel_due_at: null, expires_at: null, client_secret: null })
    .where('id', '=', id)
    .where('stripe_payment_intent_id', 'is', null)
    .where('cancel_due_at', 'is not', null)
    .execute());

export const postponeCancel = async (db: Database, id: string, until: Date): Promise<void> =>
  void (await db
    .updateTable('top_ups')
    .set({ cancel_due_at: until })
    .where('id', '=', id)
    .where('cancel_due_at', 'is not', null)
    .execute());

/** Top-ups that nobody finished in time. */
export async function expireTopUps(tx: Tx, now: Date, limit: number): Promise<number> {
  const expired = await tx
    .selectFrom('top_ups')
    .select(['id', 'status', 'cancel_requested_at'])
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const { id, status, cancel_requested_at: asked } of expired) {
    await tx.updateTable('top_ups').set({ expires_at: null }).where('id', '=', id).execute();
    if (isUnfinished(status) && asked === null) await markToCancel(tx, id, 'not_finished', now);
  }
  return expired.length;
}

export const topUpsToCancel = (db: Database, now: Date, limit: number) =>
  db
    .selectFrom('top_ups')
    .select('id')
    .where('cancel_due_at', '<=', now)
    .orderBy('cancel_due_at')
    .limit(limit)
    .execute();
