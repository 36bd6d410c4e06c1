/** A balance and what is charged per hour, units of USD. */
export interface Runway {
  availableUnits: bigint;
  hourlyUnits: bigint;
}

/** The smallest threshold that the runway has fallen below, in hours; null when it lasts longer than all of them. */
export function runwayAlarm({ availableUnits, hourlyUnits }: Runway, warnHours: readonly number[]): number | null {
  const crossed = warnHours.filter((hours) => availableUnits < BigInt(hours) * hourlyUnits);
  return crossed.length === 0 ? null : Math.min(...crossed);
}

export interface WarningFacts extends Runway {
  warnHours: readonly number[];
  /** The threshold that was told last in this fall of the balance. */
  toldHours: number | null;
  /** Somebody or something else already takes care of it: nothing is told, and it counts as not told. */
  quiet: boolean;
}

export interface WarningDecision {
  toldHours: number | null;
  /** The threshold to tell now. */
  tellHours: number | null;
}

/** Tells a threshold once. A balance that has risen above it arms it again, and that alone is never told. */
export function decideWarning({ toldHours, quiet, warnHours, ...runway }: WarningFacts): WarningDecision {
  const alarm = runwayAlarm(runway, warnHours);
  const isDeeper = alarm !== null && (toldHours === null || alarm < toldHours);
  if (!isDeeper) return { toldHours: alarm, tellHours: null };
  if (quiet) return { toldHours, tellHours: null };
  // Below zero the suspension itself is told.
  return { toldHours: alarm, tellHours: runway.availableUnits < 0n ? null : alarm };
}
