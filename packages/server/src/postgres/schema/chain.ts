import type { Generated } from 'kysely';
import type { Json } from './column.ts';

export interface ChainTables {
  chain_submissions: {
    id: string;
    deployment_id: string | null;
    payout_id: string | null;
    treasury_transfer_id: string | null;
    purpose: string;
    call: Json<unknown>;
    status: 'queued' | 'signed' | 'succeeded' | 'refused' | 'expired';
    nonce: bigint | null;
    signed_bytes: string | null;
    hash: string | null;
    birth_block: bigint | null;
    last_valid_block: bigint | null;
    scanned_block: bigint | null;
    included_block: bigint | null;
    result: Json<unknown> | null;
    created_at: Date;
    updated_at: Date;
  };
  chain_lease: { id: number; token: bigint; holder: string; expires_at: Date };
  chain_facts: { key: string; value: Json<unknown>; seen_at: Date };
  chain_contracts: { contract_id: bigint; node_id: number; created_block: bigint };
  chain_bills: {
    block: bigint;
    event_index: number;
    at: Date;
    contract_id: bigint;
    node_id: number;
    user_id: string | null;
    kind: 'billed' | 'overdrawn' | 'distributed';
    discount_level: string | null;
    amount_units: bigint;
    farmer_units: bigint;
    spec_version: number;
    price_musd: number;
    farmer_usd_units: bigint;
  };
  chain_scans: {
    id: Generated<bigint>;
    next_block: bigint;
    until_block: bigint | null;
    from_at: Date;
    until_at: Date | null;
    tried_at: Date | null;
  };
}
