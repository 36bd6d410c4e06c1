import { type DisputeNews, type DisputeStatus, UNITS_PER_CENT } from '@marketplace/core/payments';
import type Stripe from 'stripe';
import { z } from 'zod';
import { type StripeTransaction, TransactionObject, transactionOf } from './books.ts';
import { reach } from './errors.ts';
import { idOf } from './refunds.ts';

/** A dispute of Stripe in our words. */
export interface StripeDispute extends DisputeNews {
  id: string;
  paymentIntentId: string | undefined;
  reason: string;
  /** Until when the operator can answer. */
  evidenceDueAt: Date | undefined;
  openedAt: Date;
  /** What it has moved at Stripe so far, fees included. */
  transactions: StripeTransaction[];
  /** The answer of ours that was sent last. */
  answerId: string | undefined;
}

export interface StripeDisputes {
  getDispute(id: string): Promise<StripeDispute>;
  /** Sends evidence to the bank, once: repeating it for the same answer, within a day, sends nothing more. */
  submitEvidence(answer: {
    disputeId: string;
    answerId: string;
    evidence: Record<string, string>;
  }): Promise<StripeDispute>;
  /** Leaves the money to the customer; it cannot be taken back. */
  acceptDispute(answer: { disputeId: string; answerId: string }): Promise<StripeDispute>;
}

export const disputeCalls = (stripe: Stripe): StripeDisputes => ({
  getDispute: (id) => reach(async () => disputeOf(DisputeObject.parse(await stripe.disputes.retrieve(id)))),
  submitEvidence: ({ disputeId, answerId, evidence }) =>
    reach(async () =>
      disputeOf(
        DisputeObject.parse(
          await stripe.disputes.update(
            disputeId,
            // The id travels along, so that a lost answer is recognised later.
            { evidence, submit: true, metadata: { answer_id: answerId } },
            { idempotencyKey: `dispute-answer:${answerId}` },
          ),
        ),
      ),
    ),
  acceptDispute: ({ disputeId, answerId }) =>
    reach(async () =>
      disputeOf(
        DisputeObject.parse(
          await stripe.disputes.close(disputeId, {}, { idempotencyKey: `dispute-answer:${answerId}` }),
        ),
      ),
    ),
});

/** The parts of a dispute that we rely on. */
const DisputeObject = z.looseObject({
  id: z.string(),
  object: z.literal('dispute'),
  amount: z.number().int().positive(),
  currency: z.literal('usd'),
  status: z.enum([
    'warning_needs_response',
    'warning_under_review',
    'warning_closed',
    'needs_response',
    'under_review',
    'won',
    'lost',
    'prevented',
  ]),
  reason: z.string(),
  payment_intent: z.union([z.string(), z.looseObject({ id: z.string() }), z.null()]).optional(),
  created: z.number().int(),
  evidence_details: z.looseObject({ due_by: z.number().int().nullish() }).nullish(),
  balance_transactions: z.array(TransactionObject).default([]),
  metadata: z.record(z.string(), z.string()).nullish(),
});

export const DisputeEvent = z.looseObject({ data: z.looseObject({ object: DisputeObject }) });

export function disputeOf(dispute: z.infer<typeof DisputeObject>): StripeDispute {
  const dueBy = dispute.evidence_details?.due_by;
  const paymentIntentId = idOf(dispute.payment_intent);
  const transactions = dispute.balance_transactions.map((booked) => ({
    ...transactionOf(booked),
    sourceId: dispute.id,
    paymentIntentId: undefined,
  }));
  return {
    id: dispute.id,
    paymentIntentId,
    status: statusOf(dispute.status, transactions),
    amountUnits: BigInt(dispute.amount) * UNITS_PER_CENT,
    reason: dispute.reason.replaceAll('_', ' '),
    evidenceDueAt: dueBy ? new Date(dueBy * 1000) : undefined,
    openedAt: new Date(dispute.created * 1000),
    transactions,
    answerId: dispute.metadata?.answer_id,
  };
}

function statusOf(
  status: z.infer<typeof DisputeObject>['status'],
  transactions: readonly StripeTransaction[],
): DisputeStatus {
  switch (status) {
    case 'warning_needs_response':
    case 'warning_under_review':
      return 'inquiry';
    case 'warning_closed':
      return 'closed';
    // Settled before it became a chargeback, by giving the money back or without.
    case 'prevented':
      return transactions.reduce((sum, { amountUnits }) => sum + amountUnits, 0n) < 0n ? 'lost' : 'closed';
    default:
      return status;
  }
}

/** A card network's word that a payment may be fraud, before any dispute. */
export const FraudWarningEvent = z.looseObject({
  data: z.looseObject({
    object: z.looseObject({
      id: z.string(),
      object: z.literal('radar.early_fraud_warning'),
      actionable: z.boolean(),
      fraud_type: z.string(),
      charge: z.union([z.string(), z.looseObject({ id: z.string() })]),
      payment_intent: z.union([z.string(), z.looseObject({ id: z.string() }), z.null()]).optional(),
    }),
  }),
});
