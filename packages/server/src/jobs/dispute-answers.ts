import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import {
  type AnswerRow,
  answersDue,
  findAnswer,
  lockDispute,
  noteAnswerAttempt,
  postponeAnswer,
  settleAnswer,
} from '../postgres/dispute-answers.ts';
import { takeDispute } from '../postgres/dispute-news.ts';
import { enqueue } from '../postgres/jobs.ts';
import type { Store } from '../postgres/store.ts';
import { closeTask, openTask } from '../postgres/tasks.ts';
import type { StripeDispute } from '../stripe/disputes.ts';
import { refusedParameter, type StripeGateway } from '../stripe/gateway.ts';

export interface DisputeAnswerParts {
  store: Store;
  stripe: StripeGateway;
  clock: Clock;
  newId: NewId;
}

/** By then the job has called Stripe; else the tick asks for it again. */
export const ANSWER_OVERDUE_MS = 5 * 60_000;

/**
 * Sends an answer that was written down. After a first call of unknown outcome Stripe is asked how the dispute stands
 * before the next one: a bank reads one answer, and an acceptance is final.
 */
export async function sendDisputeAnswer(parts: DisputeAnswerParts, answerId: string): Promise<void> {
  const { store, stripe, clock } = parts;
  const answer = await findAnswer(store.db, answerId);
  if (answer?.status !== 'requested') return;
  if (answer.attempted_at) {
    const dispute = await stripe.getDispute(answer.dispute_id);
    if (hasTaken(dispute, answer)) return finish(parts, answer, dispute);
  } else await noteAnswerAttempt(store.db, answer.id, clock.now());
  try {
    await finish(parts, answer, await call(stripe, answer));
  } catch (error) {
    const refused = refusedParameter(error);
    if (!refused) throw error;
    await giveUp(parts, answer, refused.message);
  }
}

const call = (stripe: StripeGateway, { id: answerId, dispute_id: disputeId, kind, evidence }: AnswerRow) =>
  kind === 'accept'
    ? stripe.acceptDispute({ disputeId, answerId })
    : stripe.submitEvidence({ disputeId, answerId, evidence: evidence ?? {} });

const hasTaken = (dispute: StripeDispute, { id, kind }: AnswerRow): boolean =>
  kind === 'accept' ? dispute.status === 'lost' : dispute.answerId === id;

/** Stripe has it; how the dispute stands since then is taken from the same answer, should the event be lost. */
const finish = ({ store, clock, newId }: DisputeAnswerParts, answer: AnswerRow, dispute: StripeDispute) =>
  store.transaction(async (tx) => {
    const now = clock.now();
    if (!(await settleAnswer(tx, answer.id, { status: 'sent' }, now))) return;
    await takeDispute(tx, { dispute, now, newId });
    const locked = await lockDispute(tx, answer.dispute_id);
    // An inquiry that became a chargeback asks anew: its task stays.
    if (!locked?.answered) return;
    await closeTask(tx, {
      kind: 'dispute',
      subject: answer.dispute_id,
      by: `user:${answer.requested_by}`,
      resolution: 'Evidence was sent; the bank decides.',
      now,
    });
  });

/** Stripe refused, most often since the deadline is over: the operator is told. */
const giveUp = ({ store, clock, newId }: DisputeAnswerParts, answer: AnswerRow, failure: string) =>
  store.transaction(async (tx) => {
    const now = clock.now();
    if (!(await settleAnswer(tx, answer.id, { status: 'refused', failure }, now))) return;
    await openTask(tx, {
      id: newId(now),
      kind: 'dispute_answer_refused',
      subject: answer.id,
      severity: 'urgent',
      detail: `Stripe did not take the answer to dispute ${answer.dispute_id}: ${failure}`,
      details: { path: `/operator/payments/disputes/${answer.dispute_id}`, disputeId: answer.dispute_id },
      now,
    });
  });

const SWEEP_BATCH = 50;

/** Answers whose job was lost are asked for again. */
export async function sweepDisputeAnswers({
  store,
  clock,
}: Pick<DisputeAnswerParts, 'store' | 'clock'>): Promise<void> {
  const now = clock.now();
  for (const { id } of await answersDue(store.db, now, SWEEP_BATCH)) {
    await postponeAnswer(store.db, id, new Date(now.getTime() + ANSWER_OVERDUE_MS));
    await enqueue(store.db, 'disputes.answer', { answerId: id }, { key: `dispute-answer:${id}` });
  }
}
