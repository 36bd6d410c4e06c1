import type { Footprint, PricedNode } from './grid-cost.ts';
import { type PassedDiscount, type Price, priceOrder } from './price-order.ts';
import type { PricingPolicy } from './pricing-policy.ts';
import { type StakingFacts, stakingDiscount } from './staking-discount.ts';

/** What the operator asks over the grid's list price. */
export interface PriceEntry {
  /** Of the grid's list price, at most 4 decimals. */
  readonly percent: number;
  /** Units of USD per month of 720 hours. */
  readonly fixedMonthlyUnits: bigint;
  /** Least price of any size, units of USD per month; 0 for none. */
  readonly minimumMonthlyUnits: bigint;
}

export interface PriceRule {
  readonly general: PriceEntry;
  /** By app id, where an app has an entry of its own. */
  readonly apps: Readonly<Record<string, PriceEntry>>;
  /** Percent of the operator's staking discount that customers get, at most 4 decimals. */
  readonly discountPassedOnPercent: number;
}

/** All that a price depends on besides the order and its node. */
export interface PriceFacts {
  readonly policy: PricingPolicy;
  readonly rule: PriceRule;
  /** Undefined until the chain was read: nothing is passed on then. */
  readonly staking?: StakingFacts | undefined;
}

export const entryFor = (rule: PriceRule, appId: string): PriceEntry => rule.apps[appId] ?? rule.general;

/** The price of one order by node: what is alike on all nodes is worked out once. */
export function pricerOf(appId: string, footprint: Footprint, facts: PriceFacts): (node: PricedNode) => Price {
  const { percent, fixedMonthlyUnits, minimumMonthlyUnits } = entryFor(facts.rule, appId);
  const discount = passedDiscount(footprint, facts);
  return ({ certified, extraFeeMusd }) =>
    priceOrder({
      footprint,
      node: { certified, extraFeeMusd },
      policy: facts.policy,
      markup: { percent, fixedMonthlyUnits },
      minimumMonthlyUnits,
      ...(discount ? { discount } : {}),
    });
}

/** The customer's share of the discount that the chain would give such a contract with the present float. */
function passedDiscount(footprint: Footprint, { policy, rule, staking }: PriceFacts): PassedDiscount | undefined {
  if (!staking || rule.discountPassedOnPercent === 0) return undefined;
  const { percent } = stakingDiscount(footprint, { policy, staking });
  return { levelPercent: percent, sharePercent: rule.discountPassedOnPercent };
}
