import { readOneOf } from '../ui/search.ts';

export const kindNames = {
  top_up: 'Top-up',
  usage: 'Usage',
  refund: 'Refund',
  correction: 'Correction',
  credit: 'Credit',
  credit_expired: 'Expired credit',
  dispute: 'Dispute',
  sla_credit: 'Uptime credit',
} as const;
export type Kind = keyof typeof kindNames;

export interface StatementSearch {
  kind?: Kind | undefined;
  /** Such as 2026-11; the present month when missing, `all` for everything, `custom` for the days `from` to `to`. */
  month?: string | undefined;
  /** First and last day of a period of one's own, UTC. */
  from?: string | undefined;
  to?: string | undefined;
  deployment?: string | undefined;
}

export function readStatementSearch(search: Record<string, unknown>): StatementSearch {
  const kind = readOneOf(search.kind, Object.keys(kindNames) as Kind[]);
  const month = readPattern(search.month, /^(\d{4}-(0[1-9]|1[0-2])|all|custom)$/);
  const from = month === 'custom' ? readDay(search.from) : undefined;
  const to = month === 'custom' ? readDay(search.to) : undefined;
  const deployment = readPattern(search.deployment, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  return {
    ...(kind ? { kind } : {}),
    ...(month ? { month } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(deployment ? { deployment } : {}),
  };
}

const readPattern = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

function readDay(value: unknown): string | undefined {
  const day = readPattern(value, /^\d{4}-\d\d-\d\d$/);
  return day !== undefined && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? day : undefined;
}

/** The API's filter; its period is [from, to), so the last day is included by the first moment of the next. */
export function statementFilter(search: StatementSearch, nowMs: number) {
  const month = search.month ?? monthOf(nowMs);
  return {
    ...(search.kind ? { kind: search.kind } : {}),
    ...(search.deployment ? { deploymentId: search.deployment } : {}),
    ...(month === 'custom'
      ? {
          ...(search.from ? { from: iso(Date.parse(search.from)) } : {}),
          ...(search.to ? { to: iso(Date.parse(search.to) + 86_400_000) } : {}),
        }
      : month === 'all'
        ? {}
        : monthPeriod(month)),
  };
}

/** 2026-11-22 of a moment, UTC. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

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
