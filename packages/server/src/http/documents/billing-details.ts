import type { BillingDetails } from '@marketplace/contract';
import { type BillingDetailsRow, findBillingDetails, saveBillingDetails } from '../../postgres/billing-details.ts';
import type { User } from '../../postgres/identity.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';

export const getBillingDetails =
  ({ store }: { store: Store }): Handler<'getBillingDetails'> =>
  async (c) => {
    const { user } = actorOf(c);
    return c.json(detailsJson(await findBillingDetails(store.db, user.id), user), 200);
  };

export const updateBillingDetails =
  ({ store }: { store: Store }): Handler<'updateBillingDetails'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { name, addressLines, country, vatId } = c.req.valid('json');
    const row = await saveBillingDetails(store.db, {
      user_id: user.id,
      name,
      address_lines: addressLines,
      country,
      vat_id: vatId ?? null,
      updated_at: c.get('now'),
    });
    return c.json(detailsJson(row, user), 200);
  };

const detailsJson = (row: BillingDetailsRow | undefined, user: User): BillingDetails => ({
  name: row?.name ?? user.name,
  addressLines: row?.address_lines ?? [],
  country: row?.country ?? null,
  vatId: row?.vat_id ?? null,
  updatedAt: row?.updated_at.toISOString() ?? null,
});
