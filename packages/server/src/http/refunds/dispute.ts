import type { DisputeAnswer, DisputeDetail } from '@marketplace/contract';
import { acceptAnswer, proposeEvidence } from '@marketplace/core/payments';
import { isRefusal } from '@marketplace/core/refusal';
import { answersOf, isAnswered, type ListedAnswer } from '../../postgres/dispute-answers.ts';
import { actsOf, chargedSince, machinesSince, readDisputedPayment } from '../../postgres/dispute-facts.ts';
import { listDisputes } from '../../postgres/operator-payments.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Database } from '../../postgres/store.ts';
import { usdJson } from '../money.ts';
import { disputeJson } from './refund.ts';

export const answerJson = (row: ListedAnswer): DisputeAnswer => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  evidence: row.evidence,
  reason: row.reason,
  failure: row.failure,
  requestedBy: row.requestedByEmail,
  createdAt: row.created_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
});

/** A dispute with everything known that serves as evidence; undefined for an unknown id. */
export async function readDispute(db: Database, id: string): Promise<DisputeDetail | undefined> {
  const [row] = await listDisputes(db, { id, limit: 1 });
  const payment = row && (await readDisputedPayment(db, row.topUpId));
  if (!row || !payment) return undefined;
  const { userId, at } = payment;
  const [machines, charged, acts, settings, answers, answered] = await Promise.all([
    machinesSince(db, userId, at),
    chargedSince(db, userId, at),
    actsOf(db, userId),
    readSettings(db),
    answersOf(db, id),
    isAnswered(db, row),
  ]);
  const { name, email, emailVerified, since, receiptId, receiptNumber, card } = payment;
  return {
    ...disputeJson(row),
    answerable: !isRefusal(acceptAnswer('evidence', { status: row.status, answered })),
    payment: {
      at: at.toISOString(),
      card,
      paymentIntentId: payment.paymentIntentId,
      receipt: receiptId && receiptNumber ? { id: receiptId, number: receiptNumber } : null,
    },
    customer: { name, emailVerified, since: since.toISOString() },
    usage: {
      charged: usdJson(charged),
      deployments: machines.map((machine) => ({
        id: machine.id,
        name: machine.name,
        from: machine.from.toISOString(),
        until: machine.until?.toISOString() ?? null,
        seconds: machine.seconds,
        charged: usdJson(machine.charged),
      })),
    },
    proposal: proposeEvidence({
      brand: settings.brand.title,
      customer: { name, email, emailVerified, since: since.toISOString() },
      payment: {
        amountUnits: payment.amount,
        at: at.toISOString(),
        card: card ?? undefined,
        receiptNumber: receiptNumber ?? undefined,
      },
      chargedUnits: charged,
      machines: machines.map((machine) => ({
        name: machine.name,
        from: machine.from.toISOString(),
        until: machine.until?.toISOString(),
        seconds: machine.seconds,
        chargedUnits: machine.charged,
      })),
      acts,
    }),
    answers: answers.map(answerJson),
  };
}
