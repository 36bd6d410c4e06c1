import type { PayoutStatus } from '@marketplace/core/payouts';
import type { Generated } from 'kysely';

export interface PayoutsTables {
  node_holdings: { id: Generated<bigint>; node_id: number; user_id: string; from_at: Date; until_at: Date | null };
  earning_days: { day: string; closed_at: Date };
  earnings: {
    id: Generated<bigint>;
    /** YYYY-MM-DD; ask for it as text. */
    day: string;
    node_id: number;
    farm_id: number;
    user_id: string | null;
    alliance_id: string | null;
    units: bigint;
    seconds: bigint;
    payable_at: Date | null;
    held_at: Date | null;
    released_at: Date | null;
  };
  payout_addresses: { user_id: string; address: string; changed_at: Date };
  payout_runs: { id: string; started_by: string; price_musd: number; price_at: Date; created_at: Date };
  payouts: {
    id: string;
    user_id: string;
    amount_units: bigint;
    address: string;
    status: PayoutStatus;
    reason: string | null;
    run_id: string | null;
    tft_units: bigint | null;
    fee_units: bigint | null;
    block: bigint | null;
    requested_at: Date;
    settled_at: Date | null;
  };
}
