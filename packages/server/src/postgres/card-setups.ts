import type { CardSetup } from '@marketplace/core/payments';
import type { Insertable, Selectable } from 'kysely';
import { isUuid } from '../ids.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type CardSetupRow = Selectable<Schema['card_setups']>;

export const insertCardSetup = async (tx: Tx, row: Insertable<Schema['card_setups']>): Promise<void> =>
  void (await tx.insertInto('card_setups').values(row).execute());

/** Takes back a setup that the card processor refused to begin. */
export const removeCardSetup = async (tx: Tx, id: string): Promise<void> =>
  void (await tx.deleteFrom('card_setups').where('id', '=', id).where('stripe_setup_intent_id', 'is', null).execute());

export const findCardSetup = (db: Database | Tx, userId: string, id: string): Promise<CardSetupRow | undefined> =>
  db.selectFrom('card_setups').selectAll().where('id', '=', id).where('user_id', '=', userId).executeTakeFirst();

/** Takes the present state of a setup, from wherever; a card that was saved stays saved, whatever comes later. */
export async function takeSetupNews(tx: Tx, setup: CardSetup, now: Date): Promise<'taken' | 'nothing new' | 'unknown'> {
  const row = await tx
    .selectFrom('card_setups')
    .select(['id', 'status'])
    .where((is) =>
      is.or([
        is('stripe_setup_intent_id', '=', setup.setupIntentId),
        ...(isUuid(setup.setupId) ? [is('id', '=', setup.setupId)] : []),
      ]),
    )
    .forUpdate()
    .executeTakeFirst();
  if (!row) return 'unknown';
  if (row.status === 'saved') return 'nothing new';
  await tx
    .updateTable('card_setups')
    .set({
      status: setup.status,
      stripe_setup_intent_id: setup.setupIntentId,
      ...(setup.clientSecret ? { client_secret: setup.clientSecret } : {}),
      ...(setup.status === 'saved' && setup.paymentMethodId ? { stripe_payment_method_id: setup.paymentMethodId } : {}),
      failure_code: setup.failure?.code ?? null,
      failure_message: setup.failure?.message ?? null,
      finished_at: setup.status === 'saved' || setup.status === 'cancelled' ? now : null,
    })
    .where('id', '=', row.id)
    .execute();
  return 'taken';
}
