import type { CardChanges, KnownCard, StoredCard } from '@marketplace/core/payments';
import { type Selectable, sql } from 'kysely';
import type { NewId } from '../ids.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type PaymentMethodRow = Selectable<Schema['payment_methods']>;

const mine = (db: Database | Tx, userId: string) =>
  db.selectFrom('payment_methods').selectAll().where('user_id', '=', userId);

export interface PaymentMethodPage {
  userId: string;
  before: { addedAt: Date; id: string } | undefined;
  limit: number;
}

/** The saved cards of a person, newest first. */
export const listPaymentMethods = (
  db: Database,
  { userId, before, limit }: PaymentMethodPage,
): Promise<PaymentMethodRow[]> =>
  mine(db, userId)
    .where('removed_at', 'is', null)
    .$if(before !== undefined, (query) =>
      query.where((is) =>
        is(is.refTuple('added_at', 'id'), '<', is.tuple(before?.addedAt ?? new Date(0), before?.id ?? '')),
      ),
    )
    .orderBy('added_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** A saved card of that person; undefined for an unknown, removed or foreign id. */
export const findPaymentMethod = (
  db: Database | Tx,
  userId: string,
  id: string,
): Promise<PaymentMethodRow | undefined> =>
  mine(db, userId).where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst();

/** Whom a card belongs to or belonged to, by the card processor's id. */
export const findByMethodId = (db: Database | Tx, methodId: string): Promise<PaymentMethodRow | undefined> =>
  db.selectFrom('payment_methods').selectAll().where('stripe_payment_method_id', '=', methodId).executeTakeFirst();

/** The card that is charged when nobody is asked. */
export const findDefaultMethod = (db: Database | Tx, userId: string): Promise<PaymentMethodRow | undefined> =>
  mine(db, userId).where('is_default', '=', true).executeTakeFirst();

export async function knownCards(tx: Tx | Database, userId: string): Promise<KnownCard[]> {
  const rows = await mine(tx, userId).execute();
  return rows.map((row) => ({
    methodId: row.stripe_payment_method_id,
    isDefault: row.is_default,
    removed: row.removed_at !== null,
  }));
}

/** Cards that are removed here and perhaps still there. */
export const cardsToDetach = async (db: Database, userId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('payment_methods')
    .select('stripe_payment_method_id')
    .where('user_id', '=', userId)
    .where('detach_due_at', 'is not', null)
    .execute();
  return rows.map((row) => row.stripe_payment_method_id);
};

export const noteDetached = async (tx: Tx | Database, methodId: string): Promise<void> =>
  void (await tx
    .updateTable('payment_methods')
    .set({ detach_due_at: null })
    .where('stripe_payment_method_id', '=', methodId)
    .execute());

/** Removes a card here; what takes it off its customer follows. */
export const markRemoved = async (tx: Tx, id: string, now: Date): Promise<void> =>
  void (await tx
    .updateTable('payment_methods')
    .set({ removed_at: now, is_default: false, detach_due_at: now })
    .where('id', '=', id)
    .execute());

/** Makes one card the default; undefined when the last one went. */
export async function markDefault(tx: Tx, userId: string, id: string | undefined): Promise<void> {
  await tx
    .updateTable('payment_methods')
    .set({ is_default: false })
    .where('user_id', '=', userId)
    .where('is_default', '=', true)
    .execute();
  if (id === undefined) return;
  await tx
    .updateTable('payment_methods')
    .set({ is_default: true })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .execute();
}

/** The card that becomes the default when the present one is removed: the newest other. */
export const newestOther = (tx: Tx, userId: string, id: string): Promise<PaymentMethodRow | undefined> =>
  mine(tx, userId)
    .where('removed_at', 'is', null)
    .where('id', '!=', id)
    .orderBy('added_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

interface ChangeFacts {
  userId: string;
  now: Date;
  newId: NewId;
}

/** Makes our copy what the comparison found. */
export async function applyCardChanges(tx: Tx, changes: CardChanges, facts: ChangeFacts): Promise<void> {
  const { userId, now } = facts;
  await tx.updateTable('payment_methods').set({ is_default: false }).where('user_id', '=', userId).execute();
  if (changes.gone.length > 0) {
    await tx
      .updateTable('payment_methods')
      .set({ removed_at: now })
      .where('user_id', '=', userId)
      .where('stripe_payment_method_id', 'in', changes.gone)
      .where('removed_at', 'is', null)
      .execute();
  }
  for (const card of changes.detach) await storeUnwanted(tx, card, facts);
  for (const card of changes.keep) await storeKept(tx, card, facts, card.methodId === changes.defaultId);
}

const factsOf = (card: StoredCard, now: Date) => ({
  fingerprint: card.fingerprint ?? null,
  brand: card.brand,
  last4: card.last4,
  exp_month: card.expMonth,
  exp_year: card.expYear,
  synced_at: now,
});

const newRow = (card: StoredCard, { userId, now, newId }: ChangeFacts) => ({
  id: newId(now),
  user_id: userId,
  stripe_payment_method_id: card.methodId,
  added_at: new Date(card.createdMs),
  expiry_told_at: null,
  ...factsOf(card, now),
});

/** Removed here; that it is to be detached there is written down with it. */
async function storeUnwanted(tx: Tx, card: StoredCard, facts: ChangeFacts): Promise<void> {
  const { now } = facts;
  await tx
    .insertInto('payment_methods')
    .values({ ...newRow(card, facts), is_default: false, removed_at: now, detach_due_at: now })
    .onConflict((conflict) =>
      conflict.column('stripe_payment_method_id').doUpdateSet((set) => ({
        removed_at: set.fn.coalesce('payment_methods.removed_at', set.val(now)),
        detach_due_at: now,
      })),
    )
    .execute();
}

async function storeKept(tx: Tx, card: StoredCard, facts: ChangeFacts, isDefault: boolean): Promise<void> {
  await tx
    .insertInto('payment_methods')
    .values({ ...newRow(card, facts), is_default: isDefault, removed_at: null, detach_due_at: null })
    .onConflict((conflict) =>
      conflict.column('stripe_payment_method_id').doUpdateSet((set) => ({
        ...factsOf(card, facts.now),
        is_default: isDefault,
        // The end of a renewed card is told anew.
        expiry_told_at: set
          .case()
          .when(
            set.and([
              set('payment_methods.exp_month', '=', card.expMonth),
              set('payment_methods.exp_year', '=', card.expYear),
            ]),
          )
          .then(set.ref('payment_methods.expiry_told_at'))
          .else(null)
          .end(),
      })),
    )
    .execute();
}

/** Saved cards whose last month lies before `monthNumber`, and whose owner was not told. */
export const cardsThatEnd = (db: Database, monthNumber: number, limit: number): Promise<PaymentMethodRow[]> =>
  db
    .selectFrom('payment_methods')
    .selectAll()
    .where('removed_at', 'is', null)
    .where('expiry_told_at', 'is', null)
    .where(sql<boolean>`exp_year * 12 + exp_month < ${monthNumber}`)
    .orderBy('id')
    .limit(limit)
    .execute();

/** False when another told the owner first, or the card is gone. */
export async function noteExpiryTold(tx: Tx, id: string, now: Date): Promise<boolean> {
  const told = await tx
    .updateTable('payment_methods')
    .set({ expiry_told_at: now })
    .where('id', '=', id)
    .where('expiry_told_at', 'is', null)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return told !== undefined;
}
