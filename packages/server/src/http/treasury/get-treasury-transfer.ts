import type { Store } from '../../postgres/store.ts';
import type { Treasury } from '../../treasury.ts';
import type { Handler } from '../operation.ts';
import { transferDetail } from './read-transfers.ts';

export const getTreasuryTransfer =
  ({ store, treasury }: { store: Store; treasury: Treasury }): Handler<'getTreasuryTransfer'> =>
  async (c) =>
    c.json(await transferDetail(store.db, c.req.valid('param').id, treasury.network.passphrase), 200);
