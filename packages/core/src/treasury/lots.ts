import { divFloor, minOf } from '../money/index.ts';

/** What is left of something that came in, and of what it cost. */
export interface OpenLot {
  id: string;
  leftUnits: bigint;
  leftCostUnits: bigint;
  leftCostUsdcUnits: bigint;
}

export interface Taken {
  id: string;
  units: bigint;
  costUnits: bigint;
  costUsdcUnits: bigint;
}

/**
 * Takes units from the oldest lots first, with their part of the cost: rounded down, and the last unit of a lot takes
 * what rounding left. Takes less than asked when the lots hold less.
 */
export function takeFromLots(lots: readonly OpenLot[], units: bigint): Taken[] {
  const taken: Taken[] = [];
  let missing = units;
  for (const lot of lots) {
    if (missing === 0n) break;
    const part = minOf(lot.leftUnits, missing);
    if (part === 0n) continue;
    const share = (cost: bigint) => (part === lot.leftUnits ? cost : divFloor(cost * part, lot.leftUnits));
    taken.push({
      id: lot.id,
      units: part,
      costUnits: share(lot.leftCostUnits),
      costUsdcUnits: share(lot.leftCostUsdcUnits),
    });
    missing -= part;
  }
  return taken;
}

export const sumTaken = (taken: readonly Taken[]): Omit<Taken, 'id'> =>
  taken.reduce(
    (sum, each) => ({
      units: sum.units + each.units,
      costUnits: sum.costUnits + each.costUnits,
      costUsdcUnits: sum.costUsdcUnits + each.costUsdcUnits,
    }),
    { units: 0n, costUnits: 0n, costUsdcUnits: 0n },
  );
