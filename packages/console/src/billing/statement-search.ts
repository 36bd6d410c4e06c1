import { readOneOf } from '../ui/search.ts';

export const kindNames = {
  top_up: 'Top-up',
  usage: 'Usage',
  refund: 'Refund',
  correction: 'Correction',
  credit: 'Credit',
  credit_expired: 'Expired credit',
  dispute: 'Dispute',
} as const;
export type Kind = keyof typeof kindNames;

export interface StatementSearch {
  kind?: Kind;
  /** Such as 2026-11; the present month when missing, `all` for everything. */
  month?: string;
}

export function readStatementSearch(search: Record<string, unknown>): StatementSearch {
  const kind = readOneOf(search.kind, Object.keys(kindNames) as Kind[]);
  const month =
    typeof search.month === 'string' && /^(\d{4}-(0[1-9]|1[0-2])|all)$/.test(search.month) ? search.month : undefined;
  return { ...(kind ? { kind } : {}), ...(month ? { month } : {}) };
}

/** First moment of the month and of the next one, UTC; the API's period is [from, to). */
export function monthPeriod(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: iso(Date.UTC(year, number - 1)), to: iso(Date.UTC(year, number)) };
}

/** 2026-11 of a moment, UTC. */
export const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7);

/** The given month and those before it, newest first. */
export function lastMonths(ms: number, count: number): string[] {
  const at = new Date(ms);
  return Array.from({ length: count }, (_, back) => monthOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - back, 1)));
}

export function monthName(month: string, locale?: string): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(at);
}

const iso = (ms: number): string => new Date(ms).toISOString();
