import type { Json } from './column.ts';

export interface ChainTables {
  chain_submissions: {
    id: string;
    deployment_id: string | null;
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
}
