import type { DiscountLevel } from '../values.ts';
import { divide, type Fixed, fixed, multiply, round } from './fixed-point.ts';

/**
 * Staking levels: months of the contract's own cost that the balance must cover, and the part of the price that is then
 * paid. The real chain makes these from floating-point numbers, so that 0.7 lies a little below and 0.8 a little above.
 */
const levels: { level: DiscountLevel; months: Fixed; factor: Fixed }[] = [
  { level: 'Gold', months: fixed(18), factor: 0x6666666666666800n },
  { level: 'Silver', months: fixed(6), factor: 0x9999999999999800n },
  { level: 'Bronze', months: fixed(3), factor: 0xb333333333333000n },
  { level: 'Default', months: 0x18000000000000000n, factor: 0xccccccccccccd000n },
];
const hoursPerMonth = 720n;
const certifiedFactor: Fixed = 0x14000000000000000n;

/** What is due after the discount that `usableUnits` of TFT earn, and a quarter more on a certified node. */
export function discounted(
  dueUnits: bigint,
  usableUnits: bigint,
  seconds: bigint,
  certified: boolean,
): { units: bigint; level: DiscountLevel } {
  if (dueUnits === 0n || seconds === 0n) return { units: 0n, level: 'None' };
  const dueMonthly = round(divide(fixed(dueUnits * 3600n), fixed(seconds)) * hoursPerMonth);
  const months = dueMonthly === 0n ? 0n : divide(fixed(usableUnits), fixed(dueMonthly));
  const reached = levels.find((candidate) => months >= candidate.months);
  const afterDiscount = multiply(fixed(dueUnits), reached?.factor ?? fixed(1));
  const units = round(certified ? multiply(afterDiscount, certifiedFactor) : afterDiscount);
  return { units, level: reached?.level ?? 'None' };
}
