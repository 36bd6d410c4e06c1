import type { BillingDocument, DocumentKind } from '@marketplace/contract';
import { readOneOf } from '../ui/search.ts';
import { kindNames, monthName } from './statement-search.ts';

export const documentNames: Record<DocumentKind, string> = {
  receipt: 'Receipt',
  invoice: 'Invoice',
  credit_note: 'Credit note',
};

export interface DocumentSearch {
  kind?: DocumentKind;
}

export function readDocumentSearch(search: Record<string, unknown>): DocumentSearch {
  const kind = readOneOf(search.kind, Object.keys(documentNames) as DocumentKind[]);
  return kind ? { kind } : {};
}

/** What it is about in a few words. */
export const aboutWords = ({ kind, period }: Pick<BillingDocument, 'kind' | 'period'>): string =>
  kind === 'invoice' && period ? monthName(period.from.slice(0, 7)) : kind === 'receipt' ? 'Top-up' : 'Refund';

export const movementName = (kind: string): string =>
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
