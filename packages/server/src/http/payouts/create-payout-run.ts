import { formatUnits } from '@marketplace/core/money';
import { isRefusal } from '@marketplace/core/refusal';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { readFact } from '../../postgres/chain-facts.ts';
import { findRun, runSums, startRun } from '../../postgres/payout-runs.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { payoutRunJson } from './payout-run.ts';

/** Everything that the run will send is written in one transaction; the signer sends it afterwards, each transfer once. */
export const createPayoutRun =
  (parts: { store: Store; newId: NewId; wake: () => void }): Handler<'createPayoutRun'> =>
  async (c) => {
    const { store, newId } = parts;
    const { user } = actorOf(c);
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const now = c.get('now');
    const [price, account] = await Promise.all([
      readFact(store.db, 'tft_price'),
      readFact(store.db, 'operator_account'),
    ]);
    const { resourceId } = await store.transaction((tx) =>
      once(tx, { userId: user.id, operation: 'createPayoutRun', key, body: {}, now }, async () => {
        const id = newId(now);
        const started = await startRun(tx, { id, startedBy: user.id, price, account, now, newId });
        if (isRefusal(started)) throw problemOf(started);
        await writeAudit(tx, {
          ...auditFacts(c, newId),
          action: 'payout_run.started',
          object: `payout_run:${id}`,
          after: { payouts: started.payouts, tft: formatUnits(started.tftUnits), priceMusd: started.priceMusd },
        });
        return id;
      }),
    );
    parts.wake();
    const run = await findRun(store.db, resourceId);
    if (!run) throw new HttpProblem('not_found', 'There is no such payout run.');
    return c.json(payoutRunJson(run, await runSums(store.db, run.id)), 201);
  };
