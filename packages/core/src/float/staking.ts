import { divFloor } from '../money/index.ts';
import { type DiscountLevel, HOURS_PER_MONTH } from '../pricing/index.ts';
import { type BurnAtLevel, type ContractBurn, levelAt } from './contract-burn.ts';

/** What the discount is for one contract; all units of TFT, per month of 720 hours. */
export interface ContractStaking {
  level: DiscountLevel;
  /** Hundredths of the months of its own cost that twin and stash hold, rounded down; null when it costs nothing. */
  heldHundredths: bigint | null;
  /** At list price, and what is paid with the discount. */
  listMonthlyUnits: bigint;
  monthlyUnits: bigint;
  savingMonthlyUnits: bigint;
  /** What of the saving it has only because the stash counts too. */
  stashSavingUnits: bigint;
  /** The next level, what is missing for it and what it would save on top; null on the highest. */
  next: { level: DiscountLevel; missingUnits: bigint; savingMonthlyUnits: bigint } | null;
}

/** Each contract is measured alone against the whole balance: the account's own months say nothing of the level. */
export function contractStaking(
  burn: ContractBurn,
  { usableUnits, stashUnits }: { usableUnits: bigint; stashUnits: bigint },
): ContractStaking {
  const counted = usableUnits + stashUnits;
  const list = costAt(burn, burn.levels.length - 1);
  const index = levelAt(burn, counted);
  const now = costAt(burn, index);
  const alone = costAt(burn, levelAt(burn, usableUnits));
  const higher = index > 0 ? costAt(burn, index - 1) : undefined;
  return {
    level: now.level,
    heldHundredths: burn.dueMonthlyUnits === 0n ? null : divFloor(counted * 100n, burn.dueMonthlyUnits),
    listMonthlyUnits: list.hourlyUnits * HOURS_PER_MONTH,
    monthlyUnits: now.hourlyUnits * HOURS_PER_MONTH,
    savingMonthlyUnits: (list.hourlyUnits - now.hourlyUnits) * HOURS_PER_MONTH,
    stashSavingUnits: (alone.hourlyUnits - now.hourlyUnits) * HOURS_PER_MONTH,
    next: higher
      ? {
          level: higher.level,
          missingUnits: higher.fromUnits - counted,
          savingMonthlyUnits: (now.hourlyUnits - higher.hourlyUnits) * HOURS_PER_MONTH,
        }
      : null,
  };
}

function costAt({ levels }: ContractBurn, index: number): BurnAtLevel {
  const found = levels[index];
  if (!found) throw new Error('every contract has a level without discount');
  return found;
}
