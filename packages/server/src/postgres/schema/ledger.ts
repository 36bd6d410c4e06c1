import type { Generated } from 'kysely';
import type { Json } from './column.ts';

export interface LedgerTables {
  ledger_accounts: {
    id: Generated<bigint>;
    owner: string;
    kind: string;
    asset: string;
    guarded: boolean;
    balance: bigint | null;
    statement_balance: bigint | null;
    version: bigint | null;
    created_at: Date;
  };
  ledger_transfers: {
    id: Generated<bigint>;
    kind: string;
    idempotency_key: string;
    input_hash: Buffer;
    event_at: Date;
    recorded_at: Date;
    description: string;
    deployment_id: string | null;
    top_up_id: string | null;
    details: Json<Record<string, unknown>>;
  };
  ledger_entries: {
    account_id: bigint;
    transfer_id: bigint;
    units: bigint;
    balance_after: bigint | null;
    version: bigint | null;
    statement_after: bigint | null;
  };
}
