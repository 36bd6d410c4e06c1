import { normalCode, WRONG_CODES } from '@marketplace/core/credits';
import { isRefusal } from '@marketplace/core/refusal';
import type { NewId } from '../../ids.ts';
import { lockRedeemer, mayTryAgainAt, noteMiss, redeemCoupon as redeem } from '../../postgres/coupons.ts';
import { activeCredits } from '../../postgres/credits.ts';
import { listCredits } from '../../postgres/operator-credits.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { creditJson } from './credit.ts';

/**
 * A wrong code is noted although it is refused: the transaction then ends with the note and nothing else. One redemption
 * of a person at a time, so that a hundred guesses at once count as a hundred.
 */
export const redeemCoupon =
  ({ store, newId }: { store: Store; newId: NewId }): Handler<'redeemCoupon'> =>
  async (c) => {
    const { user } = actorOf(c);
    const body = c.req.valid('json');
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const now = c.get('now');
    const outcome = await store.transaction(async (tx) => {
      await lockRedeemer(tx, user.id);
      await refuseGuessing(tx, user.id, now);
      try {
        return await once(tx, { userId: user.id, operation: 'redeemCoupon', key, body, now }, async () => {
          const redeemed = await redeem(tx, { code: normalCode(body.code), userId: user.id, now, newId });
          if (isRefusal(redeemed)) throw problemOf(redeemed);
          return redeemed;
        });
      } catch (error) {
        // Nothing was written before a code is found to be unknown, so the note may stand alone.
        if (!(error instanceof HttpProblem) || error.code !== 'coupon_unknown') throw error;
        await noteMiss(tx, user.id, now);
        return error;
      }
    });
    if (outcome instanceof HttpProblem) throw outcome;
    const [row] = await listCredits(store.db, { id: outcome.resourceId, userId: user.id, limit: 1 });
    if (!row) throw new HttpProblem('not_found', 'There is no such credit.');
    const active = (await activeCredits(store.db, user.id)).find(({ id }) => id === row.id);
    return c.json(creditJson(row, active?.leftUnits ?? 0n), 201);
  };

async function refuseGuessing(tx: Tx, userId: string, now: Date) {
  const again = await mayTryAgainAt(tx, userId, now);
  if (!again) return;
  const retryAfterSeconds = Math.ceil((again.getTime() - now.getTime()) / 1000);
  throw new HttpProblem(
    'rate_limited',
    `There were ${WRONG_CODES.most} wrong codes within an hour. Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`,
    { retryAfterSeconds, errors: [{ path: 'code', message: 'cannot be tried now' }] },
  );
}
