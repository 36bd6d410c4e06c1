/** The largest amount there is: amounts are signed 64-bit numbers of 1e-7 units. */
export const maxAmount = 2n ** 63n - 1n;

/** Always with seven decimals, as Horizon writes amounts. */
export function formatAmount(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(8, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -7)}.${digits.slice(-7)}`;
}

/** Undefined when the text is no amount: a sign, more than seven decimals, or more than there can be. */
export function parseAmount(text: string): bigint | undefined {
  const match = /^(\d{1,19})(?:\.(\d{1,7}))?$/.exec(text);
  if (match === null) return undefined;
  const units = BigInt(`${match[1]}${(match[2] ?? '').padEnd(7, '0')}`);
  return units <= maxAmount ? units : undefined;
}

export const least = (...amounts: bigint[]): bigint => amounts.reduce((a, b) => (a < b ? a : b));
export const divideUp = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;
