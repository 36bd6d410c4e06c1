import type { Json } from './column.ts';

export type ReconciliationSource = 'stripe' | 'chain' | 'ledger' | 'treasury';

export interface ReconciliationTables {
  reconciliation_sources: {
    source: ReconciliationSource;
    due_at: Date;
    compared_at: Date | null;
    failing_since: Date | null;
    failure: string | null;
    cursor_at: Date | null;
    facts: Json<Record<string, string | number>>;
  };
  reconciliation_findings: {
    id: string;
    source: ReconciliationSource;
    kind: string;
    subject: string;
    expected: string;
    found: string;
    details: Json<Record<string, unknown>>;
    first_seen_at: Date;
    last_seen_at: Date;
    resolved_at: Date | null;
  };
}
