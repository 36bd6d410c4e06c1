import { divRound } from './division.ts';

/** Dollars and cents for a title, rounded half away from zero; the exact amount stands in the document it names. */
export function writeCents(units: bigint): string {
  const perCent = 100_000n;
  const cents = units < 0n ? -divRound(-units, perCent) : divRound(units, perCent);
  if (cents === 0n && units > 0n) return 'less than $0.01';
  return writeDollars(cents * perCent);
}

/** Dollars as they stand in a sentence: "$12.34", "−$4.10"; more decimals only where cents would hide something. */
export function writeDollars(units: bigint): string {
  const magnitude = units < 0n ? -units : units;
  const digits = magnitude.toString().padStart(8, '0');
  const whole = digits.slice(0, -7).replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = digits.slice(-7).replace(/(?<=^\d{2}\d*?)0+$/, '');
  return `${units < 0n ? '−' : ''}$${whole}.${decimals}`;
}
