import type { DocumentKind, DocumentSummary } from '@marketplace/contract';
import { kindNames } from '../billing/statement-search.ts';

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

/** What moved the balance, by its kind on the statement. */
export const movementWords = (kind: string): string =>
  (kindNames as Record<string, string>)[kind] ?? kind.replaceAll('_', ' ');

/** 288 h 12 min 5 s */
export function timeWords(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return words.length > 0 ? words.join(' ') : '0 s';
}
