import type { DiscountLevel } from '../pricing/index.ts';
import { type ContractBurn, hourlyBurn, levelAt } from './contract-burn.ts';

export interface FloatFacts {
  /** What the twin can still pay, and what lies on the stash: that counts for the level and never pays. */
  readonly usableUnits: bigint;
  readonly stashUnits: bigint;
  /** Owed to the chain from bills that could not be paid in full; the next bill takes it first. */
  readonly overdraftUnits?: bigint;
}

/** A contract loses a level as the balance falls. */
export interface LevelDrop {
  /** Whole hours from now in which it still has it. */
  readonly afterHours: number;
  readonly from: DiscountLevel;
  readonly to: DiscountLevel;
  /** What the drop adds to the hourly burn, units of TFT. */
  readonly extraHourlyUnits: bigint;
}

export interface Runway {
  /** Whole hours that the twin can pay in full; null when nothing runs. */
  readonly hours: number | null;
  /** Units of TFT per hour at the present levels. */
  readonly burnUnits: bigint;
  /** The first that comes, if one does before the end. */
  readonly nextDrop: LevelDrop | undefined;
}

/**
 * How long the twin pays what runs. Every hour the chain bills each contract at the level that the balance then gives; the
 * lower it falls, the dearer the rest. The first bill that cannot be paid in full takes all that is left and sends its
 * contract into grace, and the others follow: that hour is not paid any more.
 */
export function runwayOf(burns: readonly ContractBurn[], float: FloatFacts): Runway {
  const burnUnits = hourlyBurn(burns, float.usableUnits + float.stashUnits);
  let usableUnits = float.usableUnits - (float.overdraftUnits ?? 0n);
  if (burnUnits === 0n) return { hours: null, burnUnits, nextDrop: undefined };
  if (usableUnits < 0n) return { hours: 0, burnUnits, nextDrop: undefined };
  let hours = 0n;
  let perHour = burnUnits;
  let nextDrop: LevelDrop | undefined;
  for (;;) {
    const counted = usableUnits + float.stashUnits;
    const bound = nextBound(burns, counted);
    const payable = usableUnits / perHour;
    // An hour is billed at the level that the balance gives at its beginning.
    const atLevel = bound === undefined ? undefined : (counted - bound) / perHour + 1n;
    if (atLevel === undefined || payable < atLevel) return { hours: Number(hours + payable), burnUnits, nextDrop };
    hours += atLevel;
    usableUnits -= atLevel * perHour;
    const lower = hourlyBurn(burns, usableUnits + float.stashUnits);
    nextDrop ??= dropBetween(burns, counted, usableUnits + float.stashUnits, Number(hours), lower - perHour);
    perHour = lower;
  }
}

/** The bound below which the next contract loses its level. */
export function nextBound(burns: readonly ContractBurn[], countedUnits: bigint): bigint | undefined {
  const bounds = burns.flatMap((burn) => {
    const bound = burn.levels[levelAt(burn, countedUnits)]?.fromUnits ?? 0n;
    return bound > 0n ? [bound] : [];
  });
  return bounds.reduce<bigint | undefined>(
    (most, bound) => (most === undefined || bound > most ? bound : most),
    undefined,
  );
}

/** Of several that drop in the same hour the one that falls from the highest level. */
function dropBetween(
  burns: readonly ContractBurn[],
  before: bigint,
  after: bigint,
  afterHours: number,
  extraHourlyUnits: bigint,
): LevelDrop | undefined {
  const drops = burns.flatMap((burn) => {
    const from = levelAt(burn, before);
    const to = levelAt(burn, after);
    return from === to ? [] : [{ from: burn.levels[from], to: burn.levels[to], rank: from }];
  });
  const [first] = drops.sort((left, right) => left.rank - right.rank);
  return first?.from && first.to && { afterHours, from: first.from.level, to: first.to.level, extraHourlyUnits };
}

/** What twin and stash must have so that every contract keeps its present level for so many hours. */
export function unitsToHoldLevels(burns: readonly ContractBurn[], float: FloatFacts, hours: number): bigint {
  const counted = float.usableUnits + float.stashUnits;
  const bound = nextBound(burns, counted);
  return bound === undefined ? 0n : bound + hourlyBurn(burns, counted) * BigInt(hours);
}
