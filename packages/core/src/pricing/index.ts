export { apportion } from './apportion.ts';
export { chargeHour, type HourCharge, type HourInput } from './charge-hour.ts';
export {
  type Bill,
  billed,
  type ContractBill,
  contractCost,
  type DiscountLevel,
  extraFeeDue,
  type TftPrice,
} from './contract-cost.ts';
export { discountPercents } from './discount-levels.ts';
export { type Footprint, type GridCost, gridCost, type PricedNode, rootFilesystemMb } from './grid-cost.ts';
export { type Kept, keptHourlyUnits } from './kept-price.ts';
export { partsPerMillion } from './percent.ts';
export {
  type Markup,
  type PassedDiscount,
  type Price,
  type PricePart,
  type PricePartCode,
  priceOrder,
} from './price-order.ts';
export type { PricingPolicy } from './pricing-policy.ts';
export { type ChargeSplit, splitCharge } from './split-charge.ts';
export { HOLD_HOURS, HOURS_PER_MONTH, holdOf, monthlyOf, runwayHours, usageAmount, usageWithinHour } from './usage.ts';
