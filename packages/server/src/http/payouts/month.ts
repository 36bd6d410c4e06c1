/** A UTC month, YYYY-MM, and its time [from, to). */
export interface Month {
  month: string;
  from: Date;
  to: Date;
}

/** The named month, else the one of the moment. */
export function monthOf(name: string | undefined, now: Date): Month {
  const month = name ?? now.toISOString().slice(0, 7);
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { month, from: firstOf(year, number - 1), to: firstOf(year, number) };
}

/** First moment of the UTC month that lies so many months before. */
export const monthsBefore = (at: Date, count: number): Date => firstOf(at.getUTCFullYear(), at.getUTCMonth() - count);

const firstOf = (year: number, month: number): Date => new Date(Date.UTC(year, month));
