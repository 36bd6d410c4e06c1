import { divCeil, maxOf } from '../money/index.ts';

/** 1 cent in units of 1e-7 USD: a card is charged whole cents. */
const UNITS_PER_CENT = 100_000n;

/** The least top-up by card that brings what is missing: whole cents, and what the marketplace takes at least. */
export function resumeTopUp(missingUnits: bigint, minimumUnits: bigint): bigint {
  return maxOf(divCeil(missingUnits, UNITS_PER_CENT) * UNITS_PER_CENT, minimumUnits);
}
