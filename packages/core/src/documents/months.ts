/** A UTC month as `2026-11`. */
export type Month = `${number}-${number}`;

const PATTERN = /^\d{4}-(0[1-9]|1[0-2])$/;

export const isMonth = (text: string): text is Month => PATTERN.test(text);

/** The month of an instant that is written in ISO 8601, UTC. */
export function monthOf(instant: string): Month {
  const month = instant.slice(0, 7);
  if (!isMonth(month) || !instant.endsWith('Z')) throw new Error(`not an instant in UTC: ${instant}`);
  return month;
}

export function monthAfter(month: Month): Month {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? (`${pad(year + 1, 4)}-01` as Month) : (`${pad(year, 4)}-${pad(number + 1, 2)}` as Month);
}

/** [from, to): its first moment and that of the next one. */
export const periodOf = (month: Month): { from: string; to: string } => ({
  from: `${month}-01T00:00:00.000Z`,
  to: `${monthAfter(month)}-01T00:00:00.000Z`,
});

const pad = (number: number, length: number) => String(number).padStart(length, '0');
