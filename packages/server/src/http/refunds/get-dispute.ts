import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { readDispute } from './dispute.ts';

export const getDispute =
  ({ store }: { store: Store }): Handler<'getDispute'> =>
  async (c) => {
    const dispute = await readDispute(store.db, c.req.valid('param').id);
    if (!dispute) throw new HttpProblem('not_found', 'There is no such dispute.');
    return c.json(dispute, 200);
  };
