import { type Refusal, refuse } from '../refusal/index.ts';

/** An announced time in which a node may be down. Milliseconds since 1970. */
export interface MaintenanceWindow {
  startsAtMs: number;
  endsAtMs: number;
  cancelled: boolean;
}

export type WindowState = 'scheduled' | 'ongoing' | 'completed' | 'cancelled';

/** What the clock makes of a window: it is ongoing from its start until just before its end. */
export function stateOf(window: MaintenanceWindow, nowMs: number): WindowState {
  if (window.cancelled) return 'cancelled';
  if (nowMs < window.startsAtMs) return 'scheduled';
  return nowMs < window.endsAtMs ? 'ongoing' : 'completed';
}

const HOUR_MS = 3_600_000;
/** Nothing new is placed on a node from this long before a window until its end. */
export const CLOSED_BEFORE_MS = 24 * HOUR_MS;
/** Longer is not maintenance: hide the node instead. */
export const LONGEST_MS = 14 * 24 * HOUR_MS;
/** Further ahead nobody plans. */
export const FURTHEST_MS = 366 * 24 * HOUR_MS;

/** Whether new machines stay off the node because of the window. */
export const keepsOff = (window: MaintenanceWindow, nowMs: number): boolean =>
  !window.cancelled && nowMs >= window.startsAtMs - CLOSED_BEFORE_MS && nowMs < window.endsAtMs;

export type WindowRefusal = Refusal<'validation_failed' | 'maintenance_over'>;

/** Whether a new window may be announced. */
export function acceptWindow(
  window: { startsAtMs: number; endsAtMs: number },
  nowMs: number,
): WindowRefusal | undefined {
  if (window.startsAtMs < nowMs) return wrong('startsAt', 'must not be in the past');
  return acceptSpan(window, nowMs);
}

/** Whether an announced window may be changed so. What has begun keeps its start; what is over stays as it was. */
export function acceptChange(
  present: MaintenanceWindow,
  change: { startsAtMs: number; endsAtMs: number },
  nowMs: number,
): WindowRefusal | undefined {
  const state = stateOf(present, nowMs);
  if (state === 'completed' || state === 'cancelled')
    return refuse(
      'maintenance_over',
      `This window is ${state === 'completed' ? 'over' : 'cancelled'}: announce another one.`,
    );
  const moved = change.startsAtMs !== present.startsAtMs;
  if (state === 'ongoing' && moved) return wrong('startsAt', 'cannot be changed: the window has begun');
  if (moved && change.startsAtMs < nowMs) return wrong('startsAt', 'must not be in the past');
  return acceptSpan(change, nowMs);
}

function acceptSpan({ startsAtMs, endsAtMs }: { startsAtMs: number; endsAtMs: number }, nowMs: number) {
  if (endsAtMs <= startsAtMs) return wrong('endsAt', 'must be after the start');
  if (endsAtMs <= nowMs) return wrong('endsAt', 'must not be in the past');
  if (endsAtMs - startsAtMs > LONGEST_MS) return wrong('endsAt', 'must be at most 14 days after the start');
  if (startsAtMs - nowMs > FURTHEST_MS) return wrong('startsAt', 'must be within a year');
  return undefined;
}

const wrong = (path: string, message: string): WindowRefusal =>
  refuse('validation_failed', `${path} ${message}.`, { errors: [{ path, message }] });
