import type { DocumentKind } from '@marketplace/contract';

const kinds = ['receipt', 'invoice', 'credit_note'];

/** What of the address is a filter of this page. */
export const readInvoiceSearch = ({ kind }: Record<string, unknown>): { kind?: DocumentKind } =>
  typeof kind === 'string' && kinds.includes(kind) ? { kind: kind as DocumentKind } : {};
