import { maxOf, minOf } from '../money/index.ts';

/** A line of a person's statement, as far as promotional money is concerned. */
export interface SpendingLine {
  /** Signed: what was charged is negative. */
  units: bigint;
  isUsage: boolean;
  /** Available and held together, after this line. */
  balanceAfter: bigint;
}

/** What is left of promotional money after lines of the statement, line by line. */
export function spendPromotional(leftUnits: bigint, lines: readonly SpendingLine[]): bigint {
  let left = leftUnits;
  for (const { units, isUsage, balanceAfter } of lines) {
    if (isUsage) left = maxOf(left + units, 0n);
    left = minOf(left, maxOf(balanceAfter, 0n));
  }
  return left;
}

/** The same at once: `usedUnits` is the sum of usage, `ceilingUnits` the least of (balance, not below 0) + usage so far over the lines. */
export const leftAfter = (
  leftUnits: bigint,
  { usedUnits, ceilingUnits }: { usedUnits: bigint; ceilingUnits: bigint | undefined },
): bigint => maxOf((ceilingUnits === undefined ? leftUnits : minOf(leftUnits, ceilingUnits)) - usedUnits, 0n);

/** A credit given and not ended. */
export interface ActiveCredit {
  id: string;
  leftUnits: bigint;
  /** Milliseconds since the epoch; undefined without an end. */
  expiresAtMs: number | undefined;
}

/** In the order in which they are spent; credits come in as they were given, oldest first. */
export const spendingOrder = <Credit extends ActiveCredit>(credits: readonly Credit[]): Credit[] =>
  credits.toSorted(
    (a, b) => (a.expiresAtMs ?? Number.POSITIVE_INFINITY) - (b.expiresAtMs ?? Number.POSITIVE_INFINITY) || 0,
  );

/** What is left of each credit when `leftUnits` are left of all: the first in spending order are spent first. */
export function shareOut<Credit extends ActiveCredit>(credits: readonly Credit[], leftUnits: bigint): Credit[] {
  const total = credits.reduce((sum, credit) => sum + credit.leftUnits, 0n);
  let spent = maxOf(total - leftUnits, 0n);
  return spendingOrder(credits).map((credit) => {
    const from = minOf(credit.leftUnits, spent);
    spent -= from;
    return { ...credit, leftUnits: credit.leftUnits - from };
  });
}
