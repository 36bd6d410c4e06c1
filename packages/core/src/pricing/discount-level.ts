import { divide, FIXED_1_5, fixed } from './fixed-point.ts';

export type DiscountLevel = 'none' | 'default' | 'bronze' | 'silver' | 'gold';

/** Percent that the chain takes off the list price at each level. */
export const discountPercents: Readonly<Record<DiscountLevel, number>> = {
  none: 0,
  default: 20,
  bronze: 30,
  silver: 40,
  gold: 60,
};

/**
 * The level of one contract: each is measured alone against the whole balance, in months of its own cost before discount
 * and certification. From 1.5, 3, 6 and 18 months on, the bounds included. Both in units of TFT.
 */
export function discountLevel(usableUnits: bigint, dueMonthlyUnits: bigint): DiscountLevel {
  if (dueMonthlyUnits === 0n) return 'none';
  const months = divide(fixed(usableUnits), fixed(dueMonthlyUnits));
  if (months >= fixed(18n)) return 'gold';
  if (months >= fixed(6n)) return 'silver';
  if (months >= fixed(3n)) return 'bronze';
  return months >= FIXED_1_5 ? 'default' : 'none';
}
