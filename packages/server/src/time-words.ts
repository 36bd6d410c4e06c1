const minute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `6 Dec 2026, 14:00 UTC`, for mails and events: whoever reads them may be anywhere. */
export const minuteWords = (at: Date): string => `${minute.format(at)} UTC`;

/** `2026-12` of a time, UTC. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** `December 2026` of `2026-12`. */
export const monthWords = (text: string): string => month.format(new Date(`${text}-01T00:00:00Z`));
