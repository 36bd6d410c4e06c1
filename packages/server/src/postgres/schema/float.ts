import type { DiscountLevel } from '@marketplace/core/pricing';

export interface FloatTables {
  staking_levels: { deployment_id: string; from_at: Date; level: DiscountLevel; discount_hourly_units: bigint };
}
