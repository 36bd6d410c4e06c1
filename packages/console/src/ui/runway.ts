/** How long money lasts, rounded down: 23 d, 18 h, under 1 h. Null hours: nothing runs. */
export function runwayWords(hours: number | null): string {
  if (hours === null) return 'nothing running';
  if (hours < 1) return 'under 1 h';
  if (hours < 48) return `${Math.floor(hours)} h`;
  const days = Math.floor(hours / 24);
  return days > 3650 ? 'over 10 years' : `${days} d`;
}

export type RunwayLevel = 'calm' | 'warn' | 'bad';

/** Seven days left is a warning, one day is bad; so is owing. */
export function runwayLevel(hours: number | null, availableUnits: bigint): RunwayLevel {
  if (availableUnits < 0n) return 'bad';
  if (hours === null) return 'calm';
  if (hours < 24) return 'bad';
  return hours < 7 * 24 ? 'warn' : 'calm';
}

/** Hours that an amount lasts at an hourly spend, rounded down; null when nothing is spent. */
export function lastsHours(availableUnits: bigint, hourlyUnits: bigint): number | null {
  if (hourlyUnits <= 0n) return null;
  if (availableUnits <= 0n) return 0;
  return Number(availableUnits / hourlyUnits);
}
