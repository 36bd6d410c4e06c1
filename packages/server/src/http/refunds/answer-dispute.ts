import type { NewDisputeAnswer } from '@marketplace/contract';
import { acceptAnswer } from '@marketplace/core/payments';
import { isRefusal } from '@marketplace/core/refusal';
import { ANSWER_OVERDUE_MS } from '../../jobs/dispute-answers.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { answersOf, insertAnswer, lockDispute } from '../../postgres/dispute-answers.ts';
import { readDisputedPayment } from '../../postgres/dispute-facts.ts';
import { enqueue } from '../../postgres/jobs.ts';
import type { Database } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import type { CreateRefundParts } from './create-refund.ts';
import { answerJson } from './dispute.ts';

/** Writes the answer down with the job that gives it to Stripe; the dispute is locked, so that there is one. */
export const answerDispute =
  ({ store, newId, wake }: CreateRefundParts): Handler<'answerDispute'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { id: disputeId } = c.req.valid('param');
    const body = c.req.valid('json');
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const now = c.get('now');
    const { resourceId } = await store.transaction((tx) =>
      once(tx, { userId: user.id, operation: `answerDispute/${disputeId}`, key, body, now }, async () => {
        const locked = await lockDispute(tx, disputeId);
        if (!locked) throw new HttpProblem('not_found', 'There is no such dispute.');
        const { dispute, answered } = locked;
        const answers = acceptAnswer(body.kind, { status: dispute.status, answered });
        if (isRefusal(answers)) throw problemOf(answers);
        const id = newId(now);
        await insertAnswer(tx, {
          id,
          dispute_id: disputeId,
          answers,
          kind: body.kind,
          evidence: body.kind === 'evidence' ? JSON.stringify(await evidenceOf(tx, dispute.top_up_id, body)) : null,
          reason: body.kind === 'accept' ? body.reason : null,
          status: 'requested',
          failure: null,
          requested_by: user.id,
          created_at: now,
          attempted_at: null,
          settled_at: null,
          due_at: new Date(now.getTime() + ANSWER_OVERDUE_MS),
        });
        await enqueue(tx, 'disputes.answer', { answerId: id }, { key: `dispute-answer:${id}` });
        await writeAudit(tx, {
          ...auditFacts(c, newId),
          action: body.kind === 'accept' ? 'dispute.accepted' : 'dispute.answered',
          object: `dispute:${disputeId}`,
          after: { answerId: id, userId: dispute.user_id, topUpId: dispute.top_up_id },
          ...(body.kind === 'accept' ? { reason: body.reason } : {}),
        });
        return id;
      }),
    );
    wake();
    const made = (await answersOf(store.db, disputeId)).find(({ id }) => id === resourceId);
    if (!made) throw new HttpProblem('not_found', 'There is no such answer.');
    return c.json(answerJson(made), 201);
  };

/** Stripe's names: the operator's texts, and what the books say about customer and day. */
async function evidenceOf(
  db: Database,
  topUpId: string,
  { evidence }: Extract<NewDisputeAnswer, { kind: 'evidence' }>,
): Promise<Record<string, string>> {
  const payment = await readDisputedPayment(db, topUpId);
  return {
    product_description: evidence.productDescription,
    uncategorized_text: evidence.statement,
    ...(evidence.accessActivityLog ? { access_activity_log: evidence.accessActivityLog } : {}),
    ...(payment
      ? {
          customer_name: payment.name,
          customer_email_address: payment.email,
          service_date: payment.at.toISOString().slice(0, 10),
        }
      : {}),
  };
}
