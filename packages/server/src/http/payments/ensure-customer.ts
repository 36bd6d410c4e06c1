import { findWallet } from '../../postgres/card-wallets.ts';
import type { User } from '../../postgres/identity.ts';
import { saveCustomer } from '../../postgres/payments.ts';
import type { Store } from '../../postgres/store.ts';
import type { StripeGateway } from '../../stripe/gateway.ts';

/** The card processor's customer of a person; made when there is none. Two at once make one. */
export async function ensureCustomer(
  { store, stripe }: { store: Store; stripe: StripeGateway },
  user: User,
): Promise<string> {
  if (user.stripe_customer_id !== null) return user.stripe_customer_id;
  const wallet = await findWallet(store.db, user.id);
  const customerId = await stripe.createCustomer({
    userId: user.id,
    email: user.email,
    name: user.name,
    insteadOf: wallet?.former_customer_id ?? undefined,
  });
  return saveCustomer(store.db, user.id, customerId);
}
