import { divFloor } from '../money/index.ts';

/** The chain's price of TFT: whole thousandths of a dollar. */
export interface TftPrice {
  averageMusd: number;
  minMusd: number;
  maxMusd: number;
}

/** The price at which the chain makes its bills: the average, held within its floor and ceiling. */
export const billingPriceMusd = ({ averageMusd, minMusd, maxMusd }: TftPrice): number =>
  Math.min(Math.max(averageMusd, minMusd), maxMusd);

/** TFT for dollars, rounded down to the unit; what is lost, less than 1e-7 TFT, stays with the operator. */
export const tftForUsd = (usdUnits: bigint, priceMusd: number): bigint => divFloor(usdUnits * 1000n, BigInt(priceMusd));

/** Dollars that TFT is worth, rounded down to the unit. */
export const usdForTft = (tftUnits: bigint, priceMusd: number): bigint => divFloor(tftUnits * BigInt(priceMusd), 1000n);
