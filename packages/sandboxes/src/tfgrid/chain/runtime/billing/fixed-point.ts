/** Unsigned fixed point with 64 fraction bits, as TFChain computes prices: results are cut off, never rounded. */
export type Fixed = bigint;

const fractionBits = 64n;
const one = 1n << fractionBits;

export const fixed = (integer: bigint | number): Fixed => BigInt(integer) << fractionBits;
export const multiply = (a: Fixed, b: Fixed): Fixed => (a * b) >> fractionBits;
export const divide = (a: Fixed, b: Fixed): Fixed => (a << fractionBits) / b;
/** To the nearest integer, half up. */
export const round = (a: Fixed): bigint => (a + one / 2n) >> fractionBits;
export const larger = (a: Fixed, b: Fixed): Fixed => (a > b ? a : b);
export const smaller = (a: Fixed, b: Fixed): Fixed => (a < b ? a : b);
