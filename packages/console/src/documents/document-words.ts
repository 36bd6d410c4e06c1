import type { DocumentKind, DocumentSummary } from '@marketplace/contract';

export const kindWords: Record<DocumentKind, string> = {
  receipt: 'Receipt',
  invoice: 'Invoice',
  credit_note: 'Credit note',
};

/** The UTC month of an invoice, in words: "November 2026". */
export function monthWords(period: DocumentSummary['period']): string {
  if (!period) return '–';
  return new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(period.from),
  );
}
