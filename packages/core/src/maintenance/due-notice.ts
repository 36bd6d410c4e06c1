import { CLOSED_BEFORE_MS, type MaintenanceWindow } from './window.ts';

/** What was told already of the times of a window. */
export interface ToldOf {
  dayBefore: boolean;
  start: boolean;
  end: boolean;
}

export type DueNotice = 'day_before' | 'start' | 'end';

export interface Due {
  /** To be told now; undefined when nothing is due. */
  notice: DueNotice | undefined;
  told: ToldOf;
}

/**
 * What is due of a window at a time. When several times have passed at once (an outage, a moved clock), only the latest is
 * told: a reminder of what has begun, or the beginning of what is over, would mislead.
 */
export function dueNotice(window: MaintenanceWindow, told: ToldOf, nowMs: number): Due {
  if (window.cancelled) return { notice: undefined, told };
  if (nowMs >= window.endsAtMs)
    return { notice: told.end ? undefined : 'end', told: { dayBefore: true, start: true, end: true } };
  if (nowMs >= window.startsAtMs)
    return { notice: told.start ? undefined : 'start', told: { ...told, dayBefore: true, start: true } };
  if (nowMs >= window.startsAtMs - CLOSED_BEFORE_MS)
    return { notice: told.dayBefore ? undefined : 'day_before', told: { ...told, dayBefore: true } };
  return { notice: undefined, told };
}

/** Of a window that is announced, or moved, less than a day ahead, the announcement is the reminder. */
export const toldAtAnnouncement = (startsAtMs: number, nowMs: number): ToldOf => ({
  dayBefore: nowMs >= startsAtMs - CLOSED_BEFORE_MS,
  start: false,
  end: false,
});
