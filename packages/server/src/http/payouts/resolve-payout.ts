import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { listPayouts } from '../../postgres/payouts.ts';
import { lockPayout, PAYOUT_UNCLEAR, settlePayout } from '../../postgres/settle-payout.ts';
import type { Store } from '../../postgres/store.ts';
import { closeTask } from '../../postgres/tasks.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { operatorPayoutJson } from './payout.ts';

export const resolvePayout =
  (parts: { store: Store; newId: NewId }): Handler<'resolvePayout'> =>
  async (c) => {
    const { store, newId } = parts;
    const { id } = c.req.valid('param');
    const { outcome: kind, reason } = c.req.valid('json');
    const now = c.get('now');
    await store.transaction(async (tx) => {
      const payout = await lockPayout(tx, id);
      if (!payout) throw new HttpProblem('not_found', 'There is no such payout.');
      if (payout.status !== 'unclear')
        throw new HttpProblem(
          'payout_decided',
          `This payout is ${payout.status}; only an unclear one is decided by hand.`,
        );
      // What the chain took as its fee is not known then, so none is booked.
      await settlePayout(tx, payout, { kind, reason, feeUnits: 0n }, { now, newId });
      const by = `user:${actorOf(c).user.id}`;
      await closeTask(tx, { kind: PAYOUT_UNCLEAR, subject: `payout:${id}`, by, resolution: `${kind}: ${reason}`, now });
      await writeAudit(tx, {
        ...auditFacts(c, newId),
        action: 'payout.decided',
        object: `payout:${id}`,
        before: { status: payout.status },
        after: { status: kind },
        reason,
      });
    });
    const [row] = await listPayouts(store.db, { id, limit: 1 });
    if (!row) throw new Error(`payout ${id} vanished`);
    return c.json(operatorPayoutJson(row), 200);
  };
