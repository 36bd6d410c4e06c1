import { parseUnits } from '@marketplace/core/money';
import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { listPayouts, requestPayout } from '../../postgres/payouts.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, problemOf } from '../problems.ts';
import { payoutJson } from './payout.ts';

export const createPayout =
  (parts: { store: Store; newId: NewId }): Handler<'createPayout'> =>
  async (c) => {
    const { user } = actorOf(c);
    const body = c.req.valid('json');
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const units = parseUnits(body.amount.amount);
    if (units === undefined) throw fieldProblem('amount.amount', 'must be a decimal number');
    const now = c.get('now');
    const { payoutMinimumUnits: minimumUnits } = (await readSettings(parts.store.db)).providers;
    const { resourceId } = await parts.store.transaction((tx) =>
      once(tx, { userId: user.id, operation: 'createPayout', key, body, now }, async () => {
        const id = parts.newId(now);
        const taskId = parts.newId(now);
        const refusal = await requestPayout(tx, { id, taskId, userId: user.id, units, minimumUnits, now });
        if (refusal) throw problemOf(refusal);
        await writeAudit(tx, {
          ...auditFacts(c, parts.newId),
          action: 'payout.requested',
          object: `payout:${id}`,
          after: { amount: body.amount },
        });
        return id;
      }),
    );
    const [row] = await listPayouts(parts.store.db, { id: resourceId, userId: user.id, limit: 1 });
    if (!row) throw new Error(`payout ${resourceId} vanished`);
    return c.json(payoutJson(row), 201);
  };
