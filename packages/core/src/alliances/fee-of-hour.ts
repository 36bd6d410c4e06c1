import { divFloor } from '../money/index.ts';

/**
 * The part of a monthly fee that one hour bears: hour `index` of the `hours` of its UTC month. Cumulative, so that the hours
 * of a month sum to the fee to the unit.
 */
export const feeOfHour = (monthlyUnits: bigint, { index, hours }: { index: number; hours: number }): bigint =>
  divFloor(monthlyUnits * BigInt(index + 1), BigInt(hours)) - divFloor(monthlyUnits * BigInt(index), BigInt(hours));
