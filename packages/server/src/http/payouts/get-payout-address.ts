import type { PayoutAddress } from '@marketplace/contract';
import { connectedAddress, findPayoutAddress } from '../../postgres/payouts.ts';
import type { Database, Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';

export const getPayoutAddress =
  (parts: { store: Store }): Handler<'getPayoutAddress'> =>
  async (c) =>
    c.json(await payoutAddressJson(parts.store.db, actorOf(c).user.id), 200);

export async function payoutAddressJson(db: Database, userId: string): Promise<PayoutAddress> {
  const [row, connected] = await Promise.all([findPayoutAddress(db, userId), connectedAddress(db, userId)]);
  return {
    address: row?.address ?? null,
    changedAt: row?.changed_at.toISOString() ?? null,
    connectedAddress: connected ?? null,
  };
}
