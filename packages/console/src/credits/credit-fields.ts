/** What an operator may give at once. */
export const creditLimits = { minimum: '0.01', maximum: '10000.00', what: 'credit' } as const;

/** The last moment of a day, UTC, as the API takes it. */
export const endOfDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();

/** True for no day or one that is not over; else what would be right. */
export const laterDay = (day: string, nowMs: number): true | string =>
  day === '' || Date.parse(endOfDay(day)) > nowMs || 'Choose today or a later day.';
