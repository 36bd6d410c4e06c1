import { divFloor } from '../money/index.ts';

/**
 * Whole units for amounts that are `numerators / denominator` and whose sum rounds to `total`. Each is floored, the units
 * left over go to the largest fractions, ties in order; amounts that are whole keep their value.
 * Throws when the total is further from the sum than rounding explains.
 */
export function apportion(total: bigint, numerators: readonly bigint[], denominator: bigint): bigint[] {
  const floors = numerators.map((numerator) => divFloor(numerator, denominator));
  let left = total - floors.reduce((a, b) => a + b, 0n);
  const byFraction = numerators
    .map((numerator, index) => ({ index, fraction: numerator - (floors[index] ?? 0n) * denominator }))
    .filter(({ fraction }) => fraction > 0n)
    .sort((a, b) => (a.fraction === b.fraction ? a.index - b.index : a.fraction < b.fraction ? 1 : -1));
  if (left < 0n || left > BigInt(byFraction.length)) throw new Error('the total is not the rounded sum of its parts');
  for (const { index } of byFraction) {
    if (left === 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return floors;
}
