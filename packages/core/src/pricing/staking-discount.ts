import { divFloor } from '../money/index.ts';
import { contractCost, type TftPrice } from './contract-cost.ts';
import { chainLevels, type DiscountLevel, percentsOf, type StakingLevel } from './discount-level.ts';
import { contractResources, type Footprint, gridCost, type PricedNode } from './grid-cost.ts';
import type { PricingPolicy } from './pricing-policy.ts';

/** What the chain measures its discount by. */
export interface StakingFacts {
  readonly price: TftPrice;
  /** Usable units of TFT that count: those that pay the contracts, and the bonded stash. */
  readonly usableUnits: bigint;
  /** The chain's own where none are given. */
  readonly levels?: readonly StakingLevel[];
}

/** The level of a contract over such resources, and the percent that the chain takes off there. */
export function stakingDiscount(
  footprint: Footprint,
  { policy, staking }: { policy: PricingPolicy; staking: StakingFacts },
): { level: DiscountLevel; percent: number } {
  const { level } = contractCost(
    { kind: 'node', resources: contractResources(footprint) },
    // Neither the node's certification nor the length of the cycle changes the level.
    { policy, ...staking, seconds: 3600n, certified: false },
  );
  return { level, percent: percentsOf(staking.levels ?? chainLevels)[level] };
}

/** Units of USD that a discount takes off the grid's price of an hour, rounded down; the extra fee has none. */
export function discountHourlyUnits(
  footprint: Footprint,
  node: PricedNode,
  { policy, percent }: { policy: PricingPolicy; percent: number },
): bigint {
  const grid = gridCost(footprint, node, policy);
  return divFloor((grid.hourlyUnits - grid.extraFeeUnits) * BigInt(percent), 100n);
}
