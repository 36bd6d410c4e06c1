/** Decimals of every asset: the scale of Stellar and of TFChain's own price units. */
export const SCALE = 7;

/** Units in one dollar, one USDC or one TFT. */
export const UNITS_PER_WHOLE = 10_000_000n;

/**
 * Decimal text ("25", "-0.0000001") as units of 1e-7.
 * Undefined for anything else: more than 7 decimals, an exponent, a plus sign, blanks, a bare point.
 */
export function parseUnits(text: string): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d{1,7}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const units = BigInt(whole) * UNITS_PER_WHOLE + BigInt(fraction.padEnd(SCALE, '0'));
  return sign === '-' ? -units : units;
}

/** Units as decimal text, always with 7 decimals: `250000000n` is "25.0000000". */
export function formatUnits(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(SCALE + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`;
}
