import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { enqueue } from '../../postgres/jobs.ts';
import { findPriceVersion, withdrawPriceVersion } from '../../postgres/pricing.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { pricingJson } from './get-pricing.ts';

export const withdrawPrices =
  (parts: { store: Store; newId: NewId; wake: () => void }): Handler<'withdrawPrices'> =>
  async (c) => {
    const { version } = c.req.valid('param');
    const now = c.get('now');
    await parts.store.transaction(async (tx) => {
      if (!(await findPriceVersion(tx, version)))
        throw new HttpProblem('not_found', 'There is no price rule of this version.');
      if (!(await withdrawPriceVersion(tx, version, { by: `user:${actorOf(c).user.id}`, now })))
        throw new HttpProblem('price_in_force', 'Only a price rule that does not hold yet can be withdrawn.');
      await enqueue(tx, 'pricing.announce', { version }, { key: `pricing.announce:${version}` });
      await writeAudit(tx, {
        ...auditFacts(c, parts.newId),
        action: 'prices.withdrawn',
        object: `prices:${version}`,
      });
    });
    parts.wake();
    return c.json(await pricingJson(parts.store.db, now), 200);
  };
