import { divCeil } from '../money/index.ts';
import { divide, type Fixed, fixed, fixedOf } from './fixed-point.ts';

export type DiscountLevel = 'none' | 'default' | 'bronze' | 'silver' | 'gold';

export interface StakingLevel {
  readonly level: Exclude<DiscountLevel, 'none'>;
  /** Months of its own cost that a contract must see on the account, the bound included; at most 2 decimals. */
  readonly months: number;
  /** Whole percent that the chain then takes off the list price. */
  readonly percent: number;
}

/** As the chain's code has them; they are not in its storage, so a new runtime may change them unseen. */
export const chainLevels: readonly StakingLevel[] = [
  { level: 'default', months: 1.5, percent: 20 },
  { level: 'bronze', months: 3, percent: 30 },
  { level: 'silver', months: 6, percent: 40 },
  { level: 'gold', months: 18, percent: 60 },
];

/** Where the chain's code says so. */
export const chainLevelsSource =
  'threefoldtech/tfchain, pallet-smart-contract: cost.rs lines 318-324 (months), types.rs lines 163-171 (percent)';

/** Percent that the chain takes off the list price at each level. */
export const discountPercents = percentsOf(chainLevels);

export function percentsOf(levels: readonly StakingLevel[]): Readonly<Record<DiscountLevel, number>> {
  const percents: Record<DiscountLevel, number> = { none: 0, default: 0, bronze: 0, silver: 0, gold: 0 };
  for (const { level, percent } of levels) percents[level] = percent;
  return percents;
}

/**
 * The level of one contract: each is measured alone against the whole balance, in months of its own cost before discount
 * and certification. Levels stand in rising order, their bounds are included. Both amounts in units of TFT.
 */
export function discountLevel(
  usableUnits: bigint,
  dueMonthlyUnits: bigint,
  levels: readonly StakingLevel[] = chainLevels,
): DiscountLevel {
  if (dueMonthlyUnits === 0n) return 'none';
  const months = divide(fixed(usableUnits), fixed(dueMonthlyUnits));
  return levels.findLast((each) => months >= fixedOf(each.months))?.level ?? 'none';
}

/** The least units of TFT with which a contract of that monthly cost has the level. */
export const unitsForLevel = ({ months }: StakingLevel, dueMonthlyUnits: bigint): bigint =>
  divCeil(fixedOf(months) * dueMonthlyUnits, fixed(1n));

/** What is left of the list price after a discount. */
export const multiplierOf = (percent: number): Fixed => fixedOf((100 - percent) / 100);
