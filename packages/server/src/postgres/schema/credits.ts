import type { Generated } from 'kysely';

export interface CreditsTables {
  coupons: {
    id: string;
    code: string;
    amount_units: bigint;
    note: string;
    expires_at: Date | null;
    credit_days: number | null;
    per_user_limit: number;
    total_limit: number | null;
    redeemed: Generated<number>;
    created_at: Date;
    created_by: string;
    deactivated_at: Date | null;
  };
  credits: {
    id: string;
    user_id: string;
    amount_units: bigint;
    left_units: bigint;
    origin: 'operator' | 'coupon';
    coupon_id: string | null;
    granted_by: string | null;
    reason: string;
    granted_at: Date;
    expires_at: Date | null;
    warned_at: Date | null;
    ended_at: Date | null;
    expired_units: Generated<bigint>;
  };
  credit_counts: { user_id: string; counted_version: bigint };
  coupon_redemptions: { coupon_id: string; user_id: string; nth: number; credit_id: string; redeemed_at: Date };
  coupon_misses: { user_id: string; at: Date };
}
