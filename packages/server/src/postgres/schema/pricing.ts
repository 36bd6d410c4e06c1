import type { ColumnType } from 'kysely';

/** Arrives as text: a number of our own may not be rounded on the way. */
type Numeric = ColumnType<string, number, never>;

export interface PricingTables {
  price_rules: {
    version: number;
    effective_at: Date;
    discount_passed_on_percent: Numeric;
    reason: string | null;
    published_at: Date;
    published_by: string;
    withdrawn_at: Date | null;
    withdrawn_by: string | null;
  };
  price_entries: {
    version: number;
    app_id: string | null;
    percent: Numeric;
    fixed_monthly_units: bigint;
    minimum_monthly_units: bigint;
  };
}
