/** Decimal text of the API, zero included; undefined for what is no amount. */
export function readAmount(typed: string): string | undefined {
  const text = typed.trim().replace(',', '.');
  return /^\d{1,11}(\.\d{1,7})?$/.test(text) ? text : undefined;
}

/** An amount as a person would type it. */
export const typedAmount = (amount: string): string => amount.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
