import type { DocumentKind } from '@marketplace/contract';
import { monthPeriod } from '../billing/statement-search.ts';
import { type ChosenSort, readMoneySort } from '../ui/money-sort.ts';
import { readOneOf, readText } from '../ui/search.ts';

export interface OperatorDocumentSearch {
  q?: string;
  kind?: DocumentKind;
  /** Such as 2026-11, or `all`; the present month without it. */
  month?: string;
  order?: ChosenSort;
}

export function readOperatorDocumentSearch(search: Record<string, unknown>): OperatorDocumentSearch {
  const q = readText(search.q, 100);
  const kind = readOneOf(search.kind, ['receipt', 'invoice', 'credit_note']);
  const month = readText(search.month, 7);
  return {
    ...(q ? { q } : {}),
    ...(kind ? { kind } : {}),
    ...(month && /^(\d{4}-(0[1-9]|1[0-2])|all)$/.test(month) ? { month } : {}),
    ...readMoneySort(search.order),
  };
}

/** The API's filter: what was issued in the month. */
export const issuedIn = (month: string) => (month === 'all' ? {} : monthPeriod(month));
