/** `month` columns are UTC months as `YYYY-MM`. */
export interface SpendingTables {
  monthly_spend: { deployment_id: string; month: string; user_id: string; units: bigint };
  spending_caps: {
    user_id: string;
    monthly_units: bigint;
    action: 'notify' | 'block_new' | 'stop';
    told_month: string | null;
    told_percent: number;
    updated_at: Date;
  };
  balance_watches: { user_id: string; told_hours: number | null };
}
