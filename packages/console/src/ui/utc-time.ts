/** For a field of date and time that means UTC: `2026-12-01T00:00`. */
export const utcField = (instant: string | null): string =>
  instant ? new Date(instant).toISOString().slice(0, 16) : '';

/** The moment that such a field names; null when it is empty. */
export const utcInstant = (field: string): string | null => (field === '' ? null : new Date(`${field}Z`).toISOString());
