import { divCeil, divFloor, formatUnits } from '../money/index.ts';

const UNITS_PER_CENT = 100_000n;
const UNITS_PER_HUNDREDTH_CENT = 1000n;

/** `$12.34`, rounded down: a balance is never shown richer than it is. */
export const dollars = (units: bigint): string => signed(divFloor(units, UNITS_PER_CENT) * UNITS_PER_CENT, 5);

/** `$12.34`, rounded up: never less than what has to be paid. */
export const dollarsToPay = (units: bigint): string => signed(divCeil(units, UNITS_PER_CENT) * UNITS_PER_CENT, 5);

/** `$0.0491`, rounded up. */
export const hourlyDollars = (units: bigint): string =>
  signed(divCeil(units, UNITS_PER_HUNDREDTH_CENT) * UNITS_PER_HUNDREDTH_CENT, 3);

function signed(units: bigint, cutDigits: number): string {
  const text = formatUnits(units < 0n ? -units : units).slice(0, -cutDigits);
  return units < 0n ? `−$${text}` : `$${text}`;
}

/** `7 days`, `24 hours`. */
export const hoursWords = (hours: number): string =>
  hours >= 48 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} ${hours === 1 ? 'hour' : 'hours'}`;

const MOST_NAMES = 5;

/** `web`, `web and files`, `a, b, c, d, e and 3 more`. */
export function namesWords(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES + 1 ? names.slice(0, MOST_NAMES) : names;
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export const deploymentsWords = (count: number): string => `${count} ${count === 1 ? 'deployment' : 'deployments'}`;
