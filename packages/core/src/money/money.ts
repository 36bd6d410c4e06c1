export type Asset = 'USD' | 'USDC' | 'TFT' | 'XLM';

/** An amount of one asset, in units of 1e-7. */
export interface Money {
  readonly asset: Asset;
  readonly units: bigint;
}

export const money = (asset: Asset, units: bigint): Money => ({ asset, units });
export const usd = (units: bigint): Money => money('USD', units);
export const usdc = (units: bigint): Money => money('USDC', units);
export const tft = (units: bigint): Money => money('TFT', units);
export const zero = (asset: Asset): Money => money(asset, 0n);

/** Throws when the assets differ: a sum of dollars and TFT means nothing. */
export function add(left: Money, right: Money): Money {
  return money(sameAsset(left, right), left.units + right.units);
}

/** Throws when the assets differ. */
export function subtract(left: Money, right: Money): Money {
  return money(sameAsset(left, right), left.units - right.units);
}

/** Negative, zero or positive as `left` is below, equal to or above `right`. Throws when the assets differ. */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  sameAsset(left, right);
  if (left.units === right.units) return 0;
  return left.units < right.units ? -1 : 1;
}

export const negate = (value: Money): Money => money(value.asset, -value.units);
export const isZero = (value: Money): boolean => value.units === 0n;
export const isNegative = (value: Money): boolean => value.units < 0n;

function sameAsset(left: Money, right: Money): Asset {
  if (left.asset !== right.asset) throw new Error(`cannot combine ${left.asset} with ${right.asset}`);
  return left.asset;
}
