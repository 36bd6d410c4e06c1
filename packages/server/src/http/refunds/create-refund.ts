import { formatUnits } from '@marketplace/core/money';
import { acceptRefund } from '@marketplace/core/payments';
import { isRefusal } from '@marketplace/core/refusal';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { enqueue } from '../../postgres/jobs.ts';
import { listRefunds } from '../../postgres/operator-payments.ts';
import { insertRefund, lockPayment } from '../../postgres/refunds.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem, problemOf } from '../problems.ts';
import { refundJson } from './refund.ts';

export interface CreateRefundParts {
  store: Store;
  newId: NewId;
  /** Starts the background work at once where no worker listens. */
  wake: () => void;
}

/** By then the job has called Stripe; else the tick asks for it again. */
const OVERDUE_MS = 5 * 60_000;

/**
 * Writes the refund down with the job that asks Stripe for it. The payment is locked meanwhile, so that operators at
 * once never give back more than was paid. The balance moves later, by Stripe's word.
 */
export const createRefund =
  ({ store, newId, wake }: CreateRefundParts): Handler<'createRefund'> =>
  async (c) => {
    const { user } = actorOf(c);
    const body = c.req.valid('json');
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const now = c.get('now');
    const { resourceId } = await store.transaction((tx) =>
      once(tx, { userId: user.id, operation: 'createRefund', key, body, now }, async () => {
        const locked = await lockPayment(tx, body.topUpId);
        if (!locked) throw fieldProblem('topUpId', 'is no top-up of this marketplace');
        const units = acceptRefund(body.amount?.amount, locked.payment);
        if (isRefusal(units)) throw problemOf(units);
        const id = newId(now);
        await insertRefund(tx, {
          id,
          top_up_id: locked.topUp.id,
          user_id: locked.topUp.user_id,
          amount_units: units,
          status: 'requested',
          origin: 'operator',
          requested_by: user.id,
          reason: body.reason,
          stripe_refund_id: null,
          failure: null,
          created_at: now,
          attempted_at: null,
          settled_at: null,
          failed_at: null,
          due_at: new Date(now.getTime() + OVERDUE_MS),
        });
        await enqueue(tx, 'refunds.send', { refundId: id }, { key: `refund:${id}` });
        await writeAudit(tx, {
          ...auditFacts(c, newId),
          action: 'refund.requested',
          object: `top-up:${locked.topUp.id}`,
          after: { refundId: id, userId: locked.topUp.user_id, amount: formatUnits(units) },
          reason: body.reason,
        });
        return id;
      }),
    );
    wake();
    const [row] = await listRefunds(store.db, { id: resourceId, limit: 1 });
    if (!row) throw new HttpProblem('not_found', 'There is no such refund.');
    return c.json(refundJson(row), 201);
  };
