import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { closeTask } from '../../postgres/tasks.ts';
import { answerQuestion, findDecision, type ListedDecision } from '../../postgres/top-up-decisions.ts';
import { lockTreasury } from '../../postgres/treasury-transfers.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { decisionJson } from './top-up-decision.ts';

export const declineTopUp =
  ({ store, newId }: { store: Store; newId: NewId }): Handler<'declineTopUp'> =>
  async (c) => {
    const { user } = actorOf(c);
    const now = c.get('now');
    const { id } = c.req.valid('param');
    const { note } = c.req.valid('json');
    const row = await store.transaction(async (tx) => {
      await lockTreasury(tx);
      await requireQuestion(tx, id);
      await answerQuestion(tx, id, { action: 'declined', by: user.id, ...(note ? { note } : {}), now });
      await closeTask(tx, {
        kind: 'top_up_approval',
        subject: `top-up:${id}`,
        by: `user:${user.id}`,
        resolution: note ?? 'Declined.',
        now,
      });
      await writeAudit(tx, {
        ...auditFacts(c, newId),
        action: 'top_up.declined',
        object: `top-up-decision:${id}`,
        ...(note ? { reason: note } : {}),
      });
      return findDecision(tx, id);
    });
    if (!row) throw new Error('the decision vanished');
    return c.json(decisionJson(row), 200);
  };

/** The question of that id, while it waits for an answer. */
export async function requireQuestion(tx: Tx, id: string): Promise<ListedDecision> {
  const row = await findDecision(tx, id);
  if (!row) throw new HttpProblem('not_found', 'There is no such decision.');
  if (row.action !== 'ask')
    throw new HttpProblem('top_up_answered', 'This top-up does not wait for an answer any more.');
  return row;
}
