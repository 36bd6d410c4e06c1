import type { Generated } from 'kysely';
import type { Json } from './column.ts';

export interface PaymentsTables {
  top_ups: {
    id: string;
    user_id: string;
    amount_units: bigint;
    status: 'requires_payment' | 'requires_action' | 'processing' | 'succeeded' | 'failed';
    payment_method_id: string | null;
    stripe_payment_intent_id: string | null;
    client_secret: string | null;
    failure_code: string | null;
    failure_message: string | null;
    created_at: Date;
    settled_at: Date | null;
    sweep_due_at: Date | null;
    refunded_units: Generated<bigint>;
  };
  stripe_events: {
    id: string;
    type: string;
    payload: Json<unknown>;
    received_at: Date;
    due_at: Date | null;
    waiting_for: string | null;
    processed_at: Date | null;
    outcome: string | null;
  };
}
