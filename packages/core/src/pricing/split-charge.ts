import { divFloor, maxOf } from '../money/index.ts';
import { partsPerMillion } from './percent.ts';

export interface ChargeInput {
  /** What the customer pays for this stretch of use, units of USD. */
  readonly amountUnits: bigint;
  /** The accepted price that the amount was computed from. */
  readonly hourlyUnits: bigint;
  /** The grid's list price in it. */
  readonly gridHourlyUnits: bigint;
  /** The farmer's percent of the markup. */
  readonly providerSharePercent: number;
  /** What the staking discount takes off the grid's price per hour, and how much of that the accepted price passes on. */
  readonly discountHourlyUnits?: bigint;
  readonly passedOnHourlyUnits?: bigint;
  /** The farmer's percent of the discount that the operator keeps. */
  readonly discountSharePercent?: number;
}

export interface ChargeSplit {
  readonly gridCostUnits: bigint;
  readonly providerShareUnits: bigint;
  readonly marginUnits: bigint;
}

/**
 * Divides a charge. Grid cost, markup and discount are in proportion to the price and rounded down; so is each provider
 * share. The margin is the rest, so the three sum to the amount. What is passed on lowers the discount that is kept, not
 * the markup. A charge below the grid's cost has no markup to share.
 */
export function splitCharge(charge: ChargeInput): ChargeSplit {
  const { amountUnits, hourlyUnits, discountHourlyUnits = 0n, passedOnHourlyUnits = 0n } = charge;
  const ofHour = (units: bigint) => (hourlyUnits === 0n ? 0n : divFloor(amountUnits * units, hourlyUnits));
  const gridCostUnits = ofHour(charge.gridHourlyUnits);
  const markupUnits = maxOf(amountUnits + ofHour(passedOnHourlyUnits) - gridCostUnits, 0n);
  const keptUnits = ofHour(maxOf(discountHourlyUnits - passedOnHourlyUnits, 0n));
  const providerShareUnits =
    shareOf(markupUnits, charge.providerSharePercent) + shareOf(keptUnits, charge.discountSharePercent ?? 0);
  return { gridCostUnits, providerShareUnits, marginUnits: amountUnits - gridCostUnits - providerShareUnits };
}

const shareOf = (units: bigint, percent: number): bigint => divFloor(units * partsPerMillion(percent), 1_000_000n);
