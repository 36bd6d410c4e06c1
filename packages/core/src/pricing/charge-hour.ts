import { type ChargeSplit, splitCharge } from './split-charge.ts';
import { usageAmount } from './usage.ts';

export interface HourInput {
  /** The accepted price and the grid's part of it. */
  readonly hourlyUnits: bigint;
  readonly gridHourlyUnits: bigint;
  readonly providerSharePercent: number;
  /** The staking discount of the hour, what of it the price passes on, and the provider's percent of the rest. */
  readonly discountHourlyUnits?: bigint;
  readonly passedOnHourlyUnits?: bigint;
  readonly discountSharePercent?: number;
  /** What keeping it costs per hour while it is suspended. */
  readonly keptHourlyUnits: bigint;
  /** Seconds of one UTC hour in which it ran, and in which it was kept. */
  readonly runSeconds: number;
  readonly keptSeconds: number;
}

export interface HourCharge extends ChargeSplit {
  readonly amountUnits: bigint;
}

/** The charge of one deployment for one UTC hour. Running and kept time are each rounded down; kept time is grid cost alone. */
export function chargeHour(hour: HourInput): HourCharge {
  const runUnits = usageAmount(hour.hourlyUnits, hour.runSeconds);
  const keptUnits = usageAmount(hour.keptHourlyUnits, hour.keptSeconds);
  const split = splitCharge({ ...hour, amountUnits: runUnits });
  return { ...split, amountUnits: runUnits + keptUnits, gridCostUnits: split.gridCostUnits + keptUnits };
}
