import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { deactivateCoupon as deactivate, findCoupon } from '../../postgres/coupons.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { couponJson } from './credit.ts';

/** Nobody can redeem it from now on; what was redeemed stays. Doing it twice does it once. */
export const deactivateCoupon =
  ({ store, newId }: { store: Store; newId: NewId }): Handler<'deactivateCoupon'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    const row = await store.transaction(async (tx) => {
      if (await deactivate(tx, id, c.get('now')))
        await writeAudit(tx, {
          ...auditFacts(c, newId),
          action: 'coupon.deactivated',
          object: `coupon:${id}`,
          reason,
        });
      return findCoupon(tx, id);
    });
    if (!row) throw new HttpProblem('not_found', 'There is no such coupon.');
    return c.json(couponJson(row), 200);
  };
