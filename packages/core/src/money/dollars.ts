/** Dollars as they stand in a sentence: "$12.34", "−$4.10"; more decimals only where cents would hide something. */
export function writeDollars(units: bigint): string {
  const magnitude = units < 0n ? -units : units;
  const digits = magnitude.toString().padStart(8, '0');
  const whole = digits.slice(0, -7).replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = digits.slice(-7).replace(/(?<=^\d{2}\d*?)0+$/, '');
  return `${units < 0n ? '−' : ''}$${whole}.${decimals}`;
}
