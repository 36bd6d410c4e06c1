import { formatUnits, parseUnits } from '@marketplace/core/money';

export const amountText = (units: bigint): string => formatUnits(units);
export const amountOrNull = (units: bigint | null): string | null => (units === null ? null : formatUnits(units));

/** Checked by the contract's pattern before. */
export function unitsOf(text: string): bigint {
  const units = parseUnits(text);
  if (units === undefined) throw new Error(`${text} is no amount`);
  return units;
}
