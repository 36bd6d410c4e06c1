/** Dollars as they are typed, with a comma or a point; undefined for anything else. */
export function readDollars(typed: string, decimals = 2): string | undefined {
  const text = typed.trim().replace(',', '.');
  const pattern = new RegExp(`^\\d{1,9}(\\.\\d{1,${decimals}})?$`);
  return pattern.test(text) ? text : undefined;
}

/** An amount of the API as one would type it: `5.0000000` is `5.00`, further decimals stay where they are not zero. */
export const typedDollars = (amount: string): string => amount.replace(/(\.\d\d\d*?)0*$/, '$1');

export const dollarsProblem = (typed: string, decimals = 2): string | true =>
  readDollars(typed, decimals) !== undefined || 'Enter dollars, such as 25 or 25.50.';
