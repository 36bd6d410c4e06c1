import { decideTopUp, type TopUpDecision } from '@marketplace/core/float';
import { minOf } from '@marketplace/core/money';
import { isRefusal } from '@marketplace/core/refusal';
import { topUpFacts } from '../../float/top-up-facts.ts';
import type { NewId } from '../../ids.ts';
import { reasonWords } from '../../jobs/float/reason-words.ts';
import { writeAudit } from '../../postgres/audit.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { closeTask } from '../../postgres/tasks.ts';
import { answerQuestion, findDecision } from '../../postgres/top-up-decisions.ts';
import { readTopUpPolicy } from '../../postgres/top-up-policy.ts';
import { lockTreasury, startFunding } from '../../postgres/treasury-transfers.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { requireQuestion } from './decline-top-up.ts';
import { requireFloat } from './get-staking.ts';
import { decisionJson } from './top-up-decision.ts';

interface ApproveParts {
  store: Store;
  newId: NewId;
  wake: () => void;
}

/** Begins the transfer in the transaction of the answer. */
export const approveTopUp =
  (parts: ApproveParts): Handler<'approveTopUp'> =>
  async (c) => {
    const { user } = actorOf(c);
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const now = c.get('now');
    const { id } = c.req.valid('param');
    await parts.store.transaction((tx) =>
      once(tx, { userId: user.id, operation: 'approveTopUp', key, body: { id }, now }, async () => {
        await lockTreasury(tx);
        const transferId = await begin(tx, parts, id, now);
        await answerQuestion(tx, id, { action: 'approved', by: user.id, transferId, now });
        await note(tx, c, parts.newId, { id, transferId });
        return id;
      }),
    );
    parts.wake();
    const row = await findDecision(parts.store.db, id);
    if (!row) throw new Error('the decision vanished');
    return c.json(decisionJson(row), 201);
  };

/** What a person agreed to at most, and no more than the policy would spend now. */
async function begin(tx: Tx, { newId }: ApproveParts, id: string, now: Date): Promise<string> {
  const question = await requireQuestion(tx, id);
  const stored = await readTopUpPolicy(tx);
  const facts = await topUpFacts(tx, await requireFloat(tx), stored, now);
  const decision = decideTopUp(
    { ...stored.policy, mode: 'live', approvalAboveUnits: null },
    { ...facts, awaitingApproval: false },
  );
  if (decision.action !== 'start') throw notPossible(decision);
  const started = await startFunding(tx, {
    origin: 'policy',
    spendUnits: minOf(decision.spendUnits, question.spend_units ?? 0n),
    maxSlippageBps: stored.policy.maxSlippageBps,
    bridge: true,
    reason: reasonWords[decision.trigger],
    now,
    newId,
  });
  if (isRefusal(started)) throw problemOf(started);
  return started;
}

function notPossible(decision: TopUpDecision): HttpProblem {
  const why =
    decision.action === 'none'
      ? 'It is not needed any more.'
      : 'The policy must wait now: look at what it says under Auto top-up.';
  return new HttpProblem('top_up_not_possible', why, { details: { action: decision.action, reason: decision.reason } });
}

async function note(tx: Tx, c: HttpContext, newId: NewId, { id, transferId }: { id: string; transferId: string }) {
  const facts = auditFacts(c, newId);
  await closeTask(tx, {
    kind: 'top_up_approval',
    subject: `top-up:${id}`,
    by: facts.actor,
    resolution: 'Approved.',
    now: facts.at,
  });
  await writeAudit(tx, {
    ...facts,
    action: 'top_up.approved',
    object: `top-up-decision:${id}`,
    after: { transferId },
  });
}
