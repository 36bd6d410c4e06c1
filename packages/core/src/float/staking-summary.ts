import type { DiscountLevel } from '../pricing/index.ts';
import type { ContractBurn } from './contract-burn.ts';
import { type ContractStaking, contractStaking } from './staking.ts';

/** The discount of all contracts together; units of TFT, per month of 720 hours. */
export interface StakingSummary {
  contracts: number;
  byLevel: Readonly<Record<DiscountLevel, number>>;
  listMonthlyUnits: bigint;
  monthlyUnits: bigint;
  savingMonthlyUnits: bigint;
  stashSavingUnits: bigint;
  /** The least amount that lifts any contract, how many it lifts and what that saves; null when all are on the highest. */
  next: { level: DiscountLevel; contracts: number; missingUnits: bigint; savingMonthlyUnits: bigint } | null;
}

export function stakingSummary(
  burns: readonly ContractBurn[],
  balance: { usableUnits: bigint; stashUnits: bigint },
): StakingSummary {
  const all = burns.map((burn) => ({ count: burn.count, ...contractStaking(burn, balance) }));
  const sum = (of: (one: ContractStaking) => bigint) =>
    all.reduce((total, one) => total + BigInt(one.count) * of(one), 0n);
  const byLevel: Record<DiscountLevel, number> = { none: 0, default: 0, bronze: 0, silver: 0, gold: 0 };
  for (const { level, count } of all) byLevel[level] += count;
  return {
    contracts: all.reduce((total, { count }) => total + count, 0),
    byLevel,
    listMonthlyUnits: sum((one) => one.listMonthlyUnits),
    monthlyUnits: sum((one) => one.monthlyUnits),
    savingMonthlyUnits: sum((one) => one.savingMonthlyUnits),
    stashSavingUnits: sum((one) => one.stashSavingUnits),
    next: nearest(all),
  };
}

/** Contracts that are lifted by the same least amount count together. */
function nearest(all: readonly (ContractStaking & { count: number })[]): StakingSummary['next'] {
  const lifted = all.flatMap(({ next, count }) => (next ? [{ ...next, count }] : []));
  const [first] = lifted.sort((a, b) => (a.missingUnits < b.missingUnits ? -1 : 1));
  if (!first) return null;
  const together = lifted.filter(({ missingUnits }) => missingUnits === first.missingUnits);
  return {
    level: first.level,
    contracts: together.reduce((total, { count }) => total + count, 0),
    missingUnits: first.missingUnits,
    savingMonthlyUnits: together.reduce((total, one) => total + BigInt(one.count) * one.savingMonthlyUnits, 0n),
  };
}
