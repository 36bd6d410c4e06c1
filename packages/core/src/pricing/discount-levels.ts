import type { DiscountLevel } from './contract-cost.ts';

/** Percent that each staking level takes off a bill, from none to the highest. */
export const discountPercents: Readonly<Record<DiscountLevel, number>> = {
  none: 0,
  default: 20,
  bronze: 30,
  silver: 40,
  gold: 60,
};
