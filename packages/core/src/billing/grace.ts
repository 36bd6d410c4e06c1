const HOUR_MS = 3_600_000;
/** The chain removes unpaid contracts after 14 days: our grace ends a day before, whatever is set. */
const LONGEST_HOURS = 13 * 24;

export interface GraceSettings {
  graceHours: number;
  finalNoticeHours: number;
}

export interface GraceFacts extends GraceSettings {
  /** Until when data is kept, as it was told. */
  keptUntilMs: number;
  finalNoticeAtMs: number | null;
  nowMs: number;
}

export type GraceStep =
  | { step: 'wait' }
  /** Tell that it ends at `keptUntilMs`. */
  | { step: 'final_notice'; keptUntilMs: number }
  | { step: 'end' };

/** Data is kept this long from the moment in which the person is told. */
export const keptUntil = (nowMs: number, { graceHours }: GraceSettings): number =>
  nowMs + Math.min(graceHours, LONGEST_HOURS) * HOUR_MS;

/**
 * What the grace asks for at this time. The end needs a final notice that is as old as the setting says: one that was sent late,
 * for example after an outage of ours, moves the end.
 */
export function graceStep({ keptUntilMs, finalNoticeAtMs, nowMs, ...settings }: GraceFacts): GraceStep {
  const noticeMs = Math.min(settings.finalNoticeHours, settings.graceHours) * HOUR_MS;
  if (finalNoticeAtMs !== null) return nowMs >= keptUntilMs ? { step: 'end' } : { step: 'wait' };
  if (nowMs < keptUntilMs - noticeMs) return { step: 'wait' };
  return { step: 'final_notice', keptUntilMs: Math.max(keptUntilMs, nowMs + noticeMs) };
}
