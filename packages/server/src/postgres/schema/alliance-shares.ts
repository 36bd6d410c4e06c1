import type { AgreementStatus, StoredFormula } from '@marketplace/core/alliances';
import type { Json } from './column.ts';

export interface AllianceSharesTables {
  alliance_agreements: {
    id: string;
    alliance_id: string;
    version: number;
    formula: Json<StoredFormula>;
    /** YYYY-MM-DD; ask for it as text. */
    effective_on: string;
    comment: string | null;
    status: AgreementStatus;
    proposed_by: string;
    proposed_at: Date;
    decided_at: Date | null;
  };
  alliance_pools: {
    alliance_id: string;
    hour: Date;
    node_id: number;
    farm_id: number;
    holder_id: string;
    agreement_id: string | null;
    units: bigint;
    seconds: bigint;
  };
  alliance_facts: { alliance_id: string; hour: Date; user_id: string; contribution: string; performance: string };
  alliance_shares: {
    alliance_id: string;
    hour: Date;
    node_id: number;
    farm_id: number;
    user_id: string;
    units: bigint;
    fee_units: bigint;
  };
  alliance_promises: { alliance_id: string; from_at: Date; sla_ppm: number };
  alliance_sla_closings: { month: string; closed_at: Date };
  alliance_sla_months: {
    id: string;
    alliance_id: string;
    month: string;
    node_id: number;
    holder_id: string;
    promised_ppm: number;
    up_seconds: bigint;
    known_seconds: bigint;
    charged_units: bigint;
    earned_units: bigint;
    wanted_units: bigint;
    credited_units: bigint;
  };
  alliance_sla_credits: {
    sla_month_id: string;
    deployment_id: string;
    user_id: string;
    charged_units: bigint;
    wanted_units: bigint;
    units: bigint;
    transfer_id: bigint | null;
  };
}
