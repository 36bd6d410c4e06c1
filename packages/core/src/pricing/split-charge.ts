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
  /** Staking discount that the operator kept on this stretch, units of USD, and the farmer's percent of it. */
  readonly discountKeptUnits?: bigint;
  readonly discountSharePercent?: number;
}

export interface ChargeSplit {
  readonly gridCostUnits: bigint;
  readonly providerShareUnits: bigint;
  readonly marginUnits: bigint;
}

/**
 * Divides a charge. Grid cost is in proportion to the price and rounded down; each provider share is rounded down; the
 * margin is the rest, so the three sum to the amount. A charge below the grid's cost has no markup to share.
 */
export function splitCharge(charge: ChargeInput): ChargeSplit {
  const { amountUnits, hourlyUnits, gridHourlyUnits } = charge;
  const gridCostUnits = hourlyUnits === 0n ? 0n : divFloor(amountUnits * gridHourlyUnits, hourlyUnits);
  const ofMarkup = shareOf(maxOf(amountUnits - gridCostUnits, 0n), charge.providerSharePercent);
  const ofDiscount = shareOf(charge.discountKeptUnits ?? 0n, charge.discountSharePercent ?? 0);
  const providerShareUnits = ofMarkup + ofDiscount;
  return { gridCostUnits, providerShareUnits, marginUnits: amountUnits - gridCostUnits - providerShareUnits };
}

const shareOf = (units: bigint, percent: number): bigint => divFloor(units * partsPerMillion(percent), 1_000_000n);
