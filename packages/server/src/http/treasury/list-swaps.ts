import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { transferList } from './read-transfers.ts';

export const listSwaps =
  ({ store }: { store: Store }): Handler<'listSwaps'> =>
  async (c) => {
    const { csv, page } = await transferList(c, store, { ...c.req.valid('query'), kind: 'funding' });
    return page ? c.json(page, 200) : csv;
  };
