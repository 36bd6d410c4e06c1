import type { DiscountLevel } from '@marketplace/core/pricing';
import type { Generated } from 'kysely';
import type { Json } from './column.ts';

export type DecisionAction =
  | 'none'
  | 'pause'
  | 'wait'
  | 'dry_run'
  | 'ask'
  | 'start'
  | 'approved'
  | 'declined'
  | 'withdrawn';

export interface FloatTables {
  staking_levels: { deployment_id: string; from_at: Date; level: DiscountLevel; discount_hourly_units: bigint };
  float_samples: {
    hour: Date;
    taken_at: Date;
    usable_units: bigint;
    stash_units: bigint;
    burn_units: bigint;
    runway_hours: bigint | null;
    level_bound_units: bigint | null;
    price_units: bigint;
    levels: Json<Record<DiscountLevel, number>>;
  };
  float_alerts: { kind: 'low_balance' | 'runway'; bound: bigint; passed_at: Date };
  top_up_policy: {
    id: Generated<number>;
    version: number;
    mode: 'off' | 'dry_run' | 'live';
    below_units: bigint | null;
    runway_hours: number | null;
    level_drop_hours: number | null;
    target_units: bigint;
    minimum_spend_units: bigint;
    day_cap_units: bigint;
    month_cap_units: bigint;
    max_slippage_bps: number;
    cooldown_minutes: number;
    approval_above_units: bigint | null;
    updated_at: Date;
    updated_by: string;
    paused_at: Date | null;
    resumed_at: Date | null;
  };
  top_up_decisions: {
    id: string;
    action: DecisionAction;
    reason: string;
    trigger: 'below' | 'runway' | 'level_drop' | null;
    spend_units: bigint | null;
    expected_units: bigint | null;
    policy_version: number;
    usable_units: bigint;
    runway_hours: bigint | null;
    price_units: bigint;
    first_at: Date;
    last_at: Date;
    times: Generated<number>;
    expires_at: Date | null;
    decided_at: Date | null;
    decided_by: string | null;
    note: string | null;
    transfer_id: string | null;
  };
}
