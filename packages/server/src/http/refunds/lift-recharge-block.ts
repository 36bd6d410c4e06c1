import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { liftRechargeBlock as lift, rechargeBlock } from '../../postgres/recharge-block.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

/** After a dispute an operator decides whether cards of this user may be charged automatically again. */
export const liftRechargeBlock =
  ({ store, newId }: { store: Store; newId: NewId }): Handler<'liftRechargeBlock'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    await store.transaction(async (tx) => {
      const blockedFor = await rechargeBlock(tx, id);
      const known = await lift(tx, id);
      if (!known) throw new HttpProblem('not_found', 'There is no such user.');
      if (blockedFor === undefined) return;
      const before = { rechargeBlockedReason: blockedFor };
      await writeAudit(tx, {
        ...auditFacts(c, newId),
        action: 'recharge_block.lifted',
        object: `user:${id}`,
        before,
        after: { rechargeBlockedReason: null },
        reason,
      });
    });
    return c.json({ rechargeBlocked: false as const }, 200);
  };
