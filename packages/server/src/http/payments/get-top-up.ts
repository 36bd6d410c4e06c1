import { findTopUp } from '../../postgres/payments.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { topUpJson } from './top-up.ts';

/** Reads only: looking at a top-up never settles it. */
export const getTopUp =
  (parts: { store: Store }): Handler<'getTopUp'> =>
  async (c) => {
    const row = await findTopUp(parts.store.db, actorOf(c).user.id, c.req.valid('param').id);
    if (!row) throw new HttpProblem('not_found', 'There is no such top-up.');
    return c.json(topUpJson(row), 200);
  };
