import { findRun, runSums } from '../../postgres/payout-runs.ts';
import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { payoutRunJson } from './payout-run.ts';

export const getPayoutRun =
  (parts: { store: Store }): Handler<'getPayoutRun'> =>
  async (c) => {
    const run = await findRun(parts.store.db, c.req.valid('param').id);
    if (!run) throw new HttpProblem('not_found', 'There is no such payout run.');
    return c.json(payoutRunJson(run, await runSums(parts.store.db, run.id)), 200);
  };
