import { changeWallet } from './card-wallets.ts';
import type { Database, Tx } from './store.ts';

/** The card processor's customer of a person, if one was made. */
export const findStripeCustomer = async (db: Database | Tx, userId: string): Promise<string | undefined> => {
  const row = await db.selectFrom('users').select('stripe_customer_id').where('id', '=', userId).executeTakeFirst();
  return row?.stripe_customer_id ?? undefined;
};

export const findUserOfCustomer = async (db: Database | Tx, customerId: string): Promise<string | undefined> => {
  const row = await db.selectFrom('users').select('id').where('stripe_customer_id', '=', customerId).executeTakeFirst();
  return row?.id;
};

/** The customer was deleted at the card processor: the next payment makes another. */
export async function forgetCustomer(tx: Tx, userId: string, customerId: string): Promise<void> {
  await tx
    .updateTable('users')
    .set({ stripe_customer_id: null })
    .where('id', '=', userId)
    .where('stripe_customer_id', '=', customerId)
    .execute();
  await changeWallet(tx, userId);
  await tx.updateTable('card_wallets').set({ former_customer_id: customerId }).where('user_id', '=', userId).execute();
}
