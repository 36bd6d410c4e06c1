import { divFloor } from '../money/index.ts';

export const HOURS_PER_MONTH = 720n;
/** Hours of the price that an order sets aside until it runs. */
export const HOLD_HOURS = 24n;
const SECONDS_PER_HOUR = 3600;

export const monthlyOf = (hourlyUnits: bigint): bigint => hourlyUnits * HOURS_PER_MONTH;

export const holdOf = (hourlyUnits: bigint, hours: bigint = HOLD_HOURS): bigint => hourlyUnits * hours;

/** Price of `seconds` within one UTC hour, rounded down: the customer keeps the remainder. */
export function usageAmount(hourlyUnits: bigint, seconds: number): bigint {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > SECONDS_PER_HOUR) {
    throw new Error(`seconds of an hour are 0 to 3600, not ${seconds}`);
  }
  return divFloor(hourlyUnits * BigInt(seconds), 3600n);
}

/**
 * Price of the next `seconds` of an hour of which `secondsBefore` are charged already. Cumulative: however an hour is cut
 * into pieces, they sum to the price of the whole.
 */
export function usageWithinHour(hourlyUnits: bigint, secondsBefore: number, seconds: number): bigint {
  return usageAmount(hourlyUnits, secondsBefore + seconds) - usageAmount(hourlyUnits, secondsBefore);
}

/** Whole hours that a balance lasts, rounded down; null when nothing is spent, 0 when it is used up. */
export function runwayHours(availableUnits: bigint, hourlySpendUnits: bigint): number | null {
  if (hourlySpendUnits <= 0n) return null;
  if (availableUnits <= 0n) return 0;
  return Number(divFloor(availableUnits, hourlySpendUnits));
}
