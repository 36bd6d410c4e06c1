import { acceptCode } from '@marketplace/core/credits';
import { formatUnits } from '@marketplace/core/money';
import { isRefusal } from '@marketplace/core/refusal';
import { newCouponCode } from '../../coupon-code.ts';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { findCoupon, insertCoupon } from '../../postgres/coupons.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { couponJson } from './credit.ts';
import { creditUnits, futureTime } from './credit-amount.ts';

export const createCoupon =
  ({ store, newId }: { store: Store; newId: NewId }): Handler<'createCoupon'> =>
  async (c) => {
    const { user } = actorOf(c);
    const body = c.req.valid('json');
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const now = c.get('now');
    const code = body.code === undefined ? newCouponCode() : acceptCode(body.code);
    if (isRefusal(code)) throw problemOf(code);
    const units = creditUnits(body.amount);
    const expiresAt = futureTime(body.expiresAt, 'expiresAt', now);
    const { resourceId } = await store.transaction((tx) =>
      once(tx, { userId: user.id, operation: 'createCoupon', key, body, now }, async () => {
        const id = newId(now);
        const made = await insertCoupon(tx, {
          id,
          code,
          amount_units: units,
          note: body.note,
          expires_at: expiresAt ?? null,
          credit_days: body.creditDays ?? null,
          per_user_limit: body.perUserLimit,
          total_limit: body.totalLimit ?? null,
          created_at: now,
          created_by: user.id,
          deactivated_at: null,
        });
        if (!made) throw existing();
        await writeAudit(tx, {
          ...auditFacts(c, newId),
          action: 'coupon.created',
          object: `coupon:${id}`,
          after: {
            code,
            amount: formatUnits(units),
            perUserLimit: body.perUserLimit,
            totalLimit: body.totalLimit ?? null,
          },
          ...(body.note ? { reason: body.note } : {}),
        });
        return id;
      }),
    );
    const row = await findCoupon(store.db, resourceId);
    if (!row) throw new HttpProblem('not_found', 'There is no such coupon.');
    return c.json(couponJson(row), 201);
  };

const existing = () =>
  new HttpProblem('coupon_exists', 'A coupon with this code exists already.', {
    errors: [{ path: 'code', message: 'exists already' }],
  });
