const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A charge that began in the last second of a day is written well within this time. */
const CLOSES_AFTER_MS = HOUR_MS;

/** Start of the UTC day of a moment. */
export const dayStartMs = (ms: number): number => Math.floor(ms / DAY_MS) * DAY_MS;

/**
 * All days before this moment can be closed: an hour has passed since their end, and no hour in them is uncharged.
 * @param firstUnchargedMs beginning of the earliest time that is used and not charged yet, if there is any.
 */
export function closableUntilMs(nowMs: number, firstUnchargedMs: number | undefined): number {
  const passed = dayStartMs(nowMs - CLOSES_AFTER_MS);
  return firstUnchargedMs === undefined ? passed : Math.min(passed, dayStartMs(firstUnchargedMs));
}

/** When the share of a day can be paid out. */
export const payableAtMs = (dayMs: number, holdDays: number): number => dayMs + (1 + holdDays) * DAY_MS;

/** The moment under which a day's share stands in books and statements: the last second of the day itself. */
export const earnedAtMs = (dayMs: number): number => dayMs + DAY_MS - 1000;

/** One hour of use on a node. */
export interface ShareOfHour {
  nodeId: number;
  farmId: number;
  hourMs: number;
  units: bigint;
  seconds: number;
}

/** Who had the node listed here, and in which time; a node has one holder at a time, the earliest first. */
export interface Holding {
  nodeId: number;
  userId: string;
  fromMs: number;
  /** Undefined while it lasts. */
  untilMs?: number | undefined;
}

export interface Earning {
  nodeId: number;
  farmId: number;
  /** Undefined: nobody's, the share stays with the farm. */
  userId: string | undefined;
  units: bigint;
  seconds: number;
}

/** The earnings of one day; the reference of what the server does in SQL. */
export function earningsOfDay(
  dayMs: number,
  hours: readonly ShareOfHour[],
  holdings: readonly Holding[],
): Map<string, Earning> {
  const earnings = new Map<string, Earning>();
  for (const { nodeId, farmId, hourMs, units, seconds } of hours) {
    if (dayStartMs(hourMs) !== dayMs) continue;
    const userId = holderOf(holdings, nodeId, hourMs);
    const key = `${nodeId}/${farmId}/${userId ?? ''}`;
    const sum = earnings.get(key) ?? { nodeId, farmId, userId, units: 0n, seconds: 0 };
    earnings.set(key, { ...sum, units: sum.units + units, seconds: sum.seconds + seconds });
  }
  return earnings;
}

/** Who held the node first in that hour. */
function holderOf(holdings: readonly Holding[], nodeId: number, hourMs: number): string | undefined {
  const held = holdings.find(
    ({ nodeId: id, fromMs, untilMs }) =>
      id === nodeId && fromMs < hourMs + HOUR_MS && (untilMs === undefined || untilMs > hourMs),
  );
  return held?.userId;
}
