/** Quotient rounded towards minus infinity. Throws when the divisor is not positive. */
export function divFloor(dividend: bigint, divisor: bigint): bigint {
  requirePositive(divisor);
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

/** Quotient rounded towards plus infinity. Throws when the divisor is not positive. */
export const divCeil = (dividend: bigint, divisor: bigint): bigint => -divFloor(-dividend, divisor);

/** Quotient rounded to nearest, ties towards plus infinity. Throws when the divisor is not positive. */
export const divRound = (dividend: bigint, divisor: bigint): bigint => divFloor(2n * dividend + divisor, 2n * divisor);

/** `value * numerator / denominator`, rounded towards minus infinity. */
export const mulDivFloor = (value: bigint, numerator: bigint, denominator: bigint): bigint =>
  divFloor(value * numerator, denominator);

/**
 * Splits `total` in proportion to the weights; the shares sum to the total exactly.
 * Each share is floored first, then one unit goes to each of the largest remainders, ties in order.
 * Throws on a negative weight, or when all weights are zero and something is to be handed out.
 */
export function largestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new Error('a weight must not be negative');
  const sum = weights.reduce((left, right) => left + right, 0n);
  if (sum === 0n) {
    if (total !== 0n) throw new Error('nothing to split by: all weights are zero');
    return weights.map(() => 0n);
  }
  const shares = weights.map((weight) => divFloor(total * weight, sum));
  let left = total - shares.reduce((a, b) => a + b, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: total * weight - (shares[index] ?? 0n) * sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return shares;
}

export const minOf = (left: bigint, right: bigint): bigint => (left < right ? left : right);
export const maxOf = (left: bigint, right: bigint): bigint => (left > right ? left : right);

function requirePositive(divisor: bigint): void {
  if (divisor <= 0n) throw new Error(`the divisor must be positive, not ${divisor}`);
}
