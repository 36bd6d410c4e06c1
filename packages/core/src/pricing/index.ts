export { apportion } from './apportion.ts';
export { chargeHour, type HourCharge, type HourInput } from './charge-hour.ts';
export { checkPriceRule } from './check-price-rule.ts';
export {
  type Bill,
  billed,
  billingPriceUnits,
  type ContractBill,
  contractCost,
  discounted,
  extraFeeDue,
  type TftPrice,
} from './contract-cost.ts';
export {
  chainLevels,
  chainLevelsSource,
  type DiscountLevel,
  discountLevel,
  discountPercents,
  percentsOf,
  type StakingLevel,
  unitsForLevel,
} from './discount-level.ts';
export {
  contractResources,
  type Footprint,
  type GridCost,
  gridCost,
  type PricedNode,
  rootFilesystemMb,
} from './grid-cost.ts';
export { type Kept, keptHourlyUnits } from './kept-price.ts';
export { type NodeShare, shareHoldsFromMs, shareInHour } from './node-share.ts';
export { partsPerMillion } from './percent.ts';
export {
  type Markup,
  type PassedDiscount,
  type Price,
  type PricePart,
  type PricePartCode,
  priceOrder,
} from './price-order.ts';
export {
  entryFor,
  type PriceEntry,
  type PriceFacts,
  type PriceRule,
  pricerOf,
} from './price-rule.ts';
export {
  nextVersion,
  type PriceVersion,
  type PriceVersionStatus,
  statusOf,
  versionInForce,
} from './price-version.ts';
export type { PricingPolicy } from './pricing-policy.ts';
export { type RuleChange, ruleChanges } from './rule-changes.ts';
export { type ChargeSplit, splitCharge } from './split-charge.ts';
export { discountHourlyUnits, type StakingFacts, stakingDiscount } from './staking-discount.ts';
export { HOLD_HOURS, HOURS_PER_MONTH, holdOf, monthlyOf, runwayHours, usageAmount, usageWithinHour } from './usage.ts';
