import { contractCost, type TftPrice } from './contract-cost.ts';
import { discountPercents } from './discount-level.ts';
import { contractResources, type Footprint, type PricedNode } from './grid-cost.ts';
import { type PassedDiscount, type Price, priceOrder } from './price-order.ts';
import type { PricingPolicy } from './pricing-policy.ts';

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

/** What the chain measures its discount by. */
export interface StakingFacts {
  readonly price: TftPrice;
  /** Usable units of TFT that pay the contracts. */
  readonly usableUnits: bigint;
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

/** The discount that the chain would give such a contract with the present float, and the customer's share of it. */
function passedDiscount(footprint: Footprint, { policy, rule, staking }: PriceFacts): PassedDiscount | undefined {
  if (!staking || rule.discountPassedOnPercent === 0) return undefined;
  const { level } = contractCost(
    { kind: 'node', resources: contractResources(footprint) },
    // Neither the node's certification nor the length of the cycle changes the level.
    { policy, price: staking.price, usableUnits: staking.usableUnits, seconds: 3600n, certified: false },
  );
  return { levelPercent: discountPercents[level], sharePercent: rule.discountPassedOnPercent };
}
