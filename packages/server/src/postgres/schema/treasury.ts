import type { TransferKind, TransferStatus } from '@marketplace/core/treasury';
import type { Generated } from 'kysely';
import type { Json } from './column.ts';

type GeneratedUnits = Generated<bigint>;

export type TransferOrigin = 'hand' | 'policy';

export interface TreasuryTables {
  treasury_transfers: {
    id: string;
    kind: TransferKind;
    origin: TransferOrigin;
    started_by: string | null;
    reason: string;
    spend_units: bigint | null;
    obtain_units: bigint | null;
    carry_units: bigint | null;
    max_slippage_bps: number | null;
    bridge: boolean;
    status: TransferStatus;
    note: string | null;
    spent_units: bigint | null;
    delivered_units: bigint | null;
    deposited_units: bigint | null;
    credited_units: bigint | null;
    bridge_fee_units: bigint | null;
    cost_usdc_units: GeneratedUnits;
    cost_units: GeneratedUnits;
    burn_id: bigint | null;
    mint_block: bigint | null;
    payout_hash: string | null;
    created_at: Date;
    updated_at: Date;
    crossing_at: Date | null;
    ended_at: Date | null;
  };
  stellar_submissions: {
    id: string;
    transfer_id: string;
    purpose: 'swap' | 'deposit';
    attempt: number;
    account: string;
    sequence: bigint;
    hash: string;
    unsigned_xdr: string;
    signed_xdr: string | null;
    max_time: Date;
    max_fee_stroops: bigint;
    terms: Json<Record<string, unknown>>;
    status: 'unsigned' | 'signed' | 'succeeded' | 'failed' | 'expired';
    posts: Generated<number>;
    note: string | null;
    result_code: string | null;
    ledger: bigint | null;
    fee_stroops: bigint | null;
    created_at: Date;
    updated_at: Date;
  };
  treasury_lots: {
    id: string;
    asset: 'USDC' | 'TFT';
    origin: 'opening' | 'purchase' | 'swap' | 'returned' | 'withdrawal';
    units: bigint;
    cost_units: bigint;
    cost_usdc_units: GeneratedUnits;
    left_units: bigint;
    left_cost_units: bigint;
    left_cost_usdc_units: GeneratedUnits;
    bought_at: Date;
    arrived_at: Date | null;
    reference: string;
    transfer_id: string | null;
    recorded_by: string | null;
    created_at: Date;
  };
  treasury_movements: {
    id: string;
    operation_id: bigint;
    direction: 'in' | 'out';
    asset: string;
    units: bigint;
    transaction_hash: string;
    type: string;
    counterparty: string;
    memo: string | null;
    at: Date;
    status: 'matched' | 'unmatched' | 'explained';
    transfer_id: string | null;
    lot_id: string | null;
    explanation: string | null;
    explained_by: string | null;
    cost_usdc_units: GeneratedUnits;
    created_at: Date;
  };
  stellar_cursors: { account: string; cursor: bigint; opened_at: Date; read_at: Date };
}
