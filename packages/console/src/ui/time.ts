const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span in its two largest units: 42 s, 6 min, 3 h 20 min, 12 d 4 h. Rounded down. */
export function durationWords(spanMs: number): string {
  const ms = Math.max(0, spanMs);
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return join(Math.floor(ms / HOUR), 'h', Math.floor((ms % HOUR) / MINUTE), 'min');
  return join(Math.floor(ms / DAY), 'd', Math.floor((ms % DAY) / HOUR), 'h');
}

/** The largest unit only: for badges and rows. */
export function shortDuration(spanMs: number): string {
  const ms = Math.max(0, spanMs);
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}

/** Up to 7 days relative, later the date. */
export function agoWords(instant: string, nowMs: number, timeZone?: string): string {
  const span = nowMs - Date.parse(instant);
  if (span < 5 * SECOND) return 'just now';
  return span < 7 * DAY ? `${shortDuration(span)} ago` : formatDay(instant, timeZone);
}

/** 22 Nov 2026, 14:02 */
export function formatInstant(instant: string, timeZone?: string, locale?: string): string {
  const at = new Date(instant);
  const time = new Intl.DateTimeFormat(locale, {
    ...zone(timeZone),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${formatDay(instant, timeZone, locale)}, ${time.format(at)}`;
}

/** 22 Nov 2026 */
export function formatDay(instant: string, timeZone?: string, locale?: string): string {
  const parts = new Intl.DateTimeFormat(locale, {
    ...zone(timeZone),
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('day')} ${part('month')} ${part('year')}`;
}

/** 14:02:07, for logs. */
export function formatTime(instant: string, timeZone?: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    ...zone(timeZone),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** The zone's offset at that moment, such as GMT+1: deadlines carry it. */
export function zoneName(instant: string, timeZone?: string, locale?: string): string {
  const parts = new Intl.DateTimeFormat(locale, { ...zone(timeZone), timeZoneName: 'short' }).formatToParts(
    new Date(instant),
  );
  return parts.find((p) => p.type === 'timeZoneName')?.value ?? 'UTC';
}

const zone = (timeZone?: string) => (timeZone ? { timeZone } : {});
const join = (a: number, unitA: string, b: number, unitB: string) =>
  b > 0 ? `${a} ${unitA} ${b} ${unitB}` : `${a} ${unitA}`;
