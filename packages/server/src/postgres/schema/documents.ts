import type { DocumentJson, DocumentKind } from '@marketplace/core/documents';
import type { ColumnType, GeneratedAlways } from 'kysely';

type Fixed<T> = ColumnType<T, T, never>;

export interface DocumentsTables {
  billing_details: {
    user_id: string;
    name: string;
    address_lines: string[];
    country: string;
    vat_id: string | null;
    updated_at: Date;
  };
  document_series: { series: string; last: bigint };
  documents: {
    id: Fixed<string>;
    kind: Fixed<DocumentKind>;
    series: Fixed<string>;
    ordinal: Fixed<bigint>;
    number: GeneratedAlways<string>;
    user_id: Fixed<string>;
    issued_at: Fixed<Date>;
    period_from: Fixed<Date | null>;
    period_until: Fixed<Date | null>;
    transfer_id: Fixed<bigint | null>;
    total_units: Fixed<bigint>;
    tax_units: Fixed<bigint>;
    content: ColumnType<DocumentJson, string, never>;
  };
  invoice_coverage: {
    document_id: Fixed<string>;
    account_id: Fixed<bigint>;
    until_at: Fixed<Date>;
    first_version: Fixed<bigint>;
    last_version: Fixed<bigint>;
    previous_until_at: Fixed<Date | null>;
    previous_version: Fixed<bigint | null>;
    next_version: Fixed<bigint>;
    closing_units: Fixed<bigint>;
  };
  invoice_months: { month: string; finished_at: Date };
}
