import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { transferList } from './read-transfers.ts';

export const listTreasuryTransfers =
  ({ store }: { store: Store }): Handler<'listTreasuryTransfers'> =>
  async (c) => {
    const { csv, page } = await transferList(c, store, c.req.valid('query'));
    return page ? c.json(page, 200) : csv;
  };
