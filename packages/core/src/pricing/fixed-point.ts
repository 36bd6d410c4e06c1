/**
 * The chain's U64F64: 64 integer and 64 fraction bits in a bigint. Products and quotients are truncated at 2^-64, only the
 * last step rounds. Exact fractions differ from it by one unit at ties, so prices are computed the way the chain does.
 */
export type Fixed = bigint;

const FRACTION_BITS = 64n;

export const fixed = (integer: bigint): Fixed => integer << FRACTION_BITS;
export const multiply = (left: Fixed, right: Fixed): Fixed => (left * right) >> FRACTION_BITS;
export const divide = (dividend: Fixed, divisor: Fixed): Fixed => (dividend << FRACTION_BITS) / divisor;

/** Nearest integer, ties upwards. */
export const roundFixed = (value: Fixed): bigint => (value + (1n << (FRACTION_BITS - 1n))) >> FRACTION_BITS;

/**
 * The chain takes its multipliers and bounds from 64-bit floats: 0.8 and 0.4 lie above, 0.7 and 0.6 below the exact
 * fraction. Scaling by a power of two keeps a float's every bit.
 */
export const fixedOf = (value: number): Fixed => BigInt(Math.floor(value * 2 ** 64));
