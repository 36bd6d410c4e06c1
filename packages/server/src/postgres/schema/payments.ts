import type { Generated } from 'kysely';
import type { Json } from './column.ts';

export interface PaymentsTables {
  top_ups: {
    id: string;
    user_id: string;
    amount_units: bigint;
    status: 'requires_payment' | 'requires_action' | 'processing' | 'succeeded' | 'failed' | 'cancelled';
    payment_method_id: string | null;
    stripe_payment_intent_id: string | null;
    client_secret: string | null;
    failure_code: string | null;
    failure_message: string | null;
    created_at: Date;
    settled_at: Date | null;
    sweep_due_at: Date | null;
    refunded_units: Generated<bigint>;
    save_card: Generated<boolean>;
    expires_at: Date | null;
    cancel_reason: 'requested' | 'not_finished' | null;
    cancel_requested_at: Date | null;
    cancel_due_at: Date | null;
    kind: Generated<'manual' | 'auto'>;
  };
  auto_recharges: {
    user_id: string;
    enabled: boolean;
    threshold_units: bigint;
    amount_units: bigint;
    monthly_cap_units: bigint;
    payment_method_id: string | null;
    state: 'idle' | 'charging' | 'backing_off' | 'paused';
    declines: Generated<number>;
    retry_at: Date | null;
    paused_reason: 'declined' | 'authentication_required' | null;
    top_up_id: string | null;
    charging_since: Date | null;
    updated_at: Date;
  };
  payment_methods: {
    id: string;
    user_id: string;
    stripe_payment_method_id: string;
    fingerprint: string | null;
    brand: string;
    last4: string;
    exp_month: number;
    exp_year: number;
    is_default: boolean;
    added_at: Date;
    removed_at: Date | null;
    detach_due_at: Date | null;
    expiry_told_at: Date | null;
    synced_at: Date;
  };
  card_wallets: {
    user_id: string;
    version: bigint;
    default_unsent: boolean;
    former_customer_id: string | null;
    synced_at: Date | null;
    sync_due_at: Date | null;
  };
  card_setups: {
    id: string;
    user_id: string;
    status: 'requires_card' | 'requires_action' | 'processing' | 'saved' | 'failed' | 'cancelled';
    stripe_setup_intent_id: string | null;
    client_secret: string | null;
    stripe_payment_method_id: string | null;
    failure_code: string | null;
    failure_message: string | null;
    created_at: Date;
    finished_at: Date | null;
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
