export interface EarningsSearch {
  /** Such as 2026-11; the present month when missing. */
  month?: string;
}

export const readEarningsSearch = (search: Record<string, unknown>): EarningsSearch =>
  typeof search.month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(search.month) ? { month: search.month } : {};
