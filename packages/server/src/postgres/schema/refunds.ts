import type { DisputeStatus, RefundStatus } from '@marketplace/core/payments';
import type { Generated } from 'kysely';
import type { Json } from './column.ts';

export interface RefundsTables {
  refunds: {
    id: string;
    top_up_id: string;
    user_id: string;
    amount_units: bigint;
    status: RefundStatus;
    booked_units: Generated<bigint>;
    origin: 'operator' | 'stripe';
    requested_by: string | null;
    reason: string | null;
    stripe_refund_id: string | null;
    failure: string | null;
    created_at: Date;
    attempted_at: Date | null;
    settled_at: Date | null;
    failed_at: Date | null;
    due_at: Date | null;
  };
  disputes: {
    id: string;
    top_up_id: string;
    user_id: string;
    amount_units: bigint;
    status: DisputeStatus;
    reason: string;
    evidence_due_at: Date | null;
    withheld_units: Generated<bigint>;
    postings: Generated<number>;
    fee_units: Generated<bigint>;
    opened_at: Date;
    closed_at: Date | null;
  };
  dispute_answers: {
    id: string;
    dispute_id: string;
    answers: 'inquiry' | 'needs_response';
    kind: 'evidence' | 'accept';
    evidence: Json<Record<string, string>> | null;
    reason: string | null;
    status: 'requested' | 'sent' | 'refused';
    failure: string | null;
    requested_by: string;
    created_at: Date;
    attempted_at: Date | null;
    settled_at: Date | null;
    due_at: Date | null;
  };
  stripe_transactions: {
    id: string;
    type: string;
    source_id: string | null;
    payment_intent_id: string | null;
    amount_units: bigint;
    fee_units: bigint;
    created_at: Date;
    recorded_at: Date;
  };
}
