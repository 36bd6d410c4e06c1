import type { LegalKind } from '@marketplace/core/legal';

export interface LegalTables {
  legal_documents: {
    kind: LegalKind;
    version: number;
    title: string;
    text: string;
    valid_from: Date;
    published_at: Date;
    published_by: string;
  };
  acceptances: { user_id: string; kind: LegalKind; version: number; context: string; accepted_at: Date };
}
