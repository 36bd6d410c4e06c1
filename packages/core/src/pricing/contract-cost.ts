import { divFloor, maxOf, minOf } from '../money/index.ts';
import {
  chainLevels,
  type DiscountLevel,
  discountLevel,
  multiplierOf,
  percentsOf,
  type StakingLevel,
} from './discount-level.ts';
import { divide, fixed, fixedOf, multiply, roundFixed } from './fixed-point.ts';
import type { PricingPolicy } from './pricing-policy.ts';
import { type ContractResources, resourceCost, roundedCost } from './resource-cost.ts';

/** mUSD per TFT, as the chain stores them. */
export interface TftPrice {
  readonly averageMusd: bigint;
  readonly minMusd: bigint;
  readonly maxMusd: bigint;
}

/** What is billed for one cycle. */
export type Bill =
  | {
      readonly kind: 'node';
      readonly resources: ContractResources;
      readonly onRentedNode?: boolean;
      readonly trafficUnits?: bigint;
    }
  | { readonly kind: 'rent'; readonly resources: ContractResources }
  | { readonly kind: 'name' };

export interface ContractBill {
  /** List price in units of USD. */
  readonly usdUnits: bigint;
  /** List price in units of TFT, before discount and certification. */
  readonly dueUnits: bigint;
  readonly dueMonthlyUnits: bigint;
  readonly level: DiscountLevel;
  /** Units of TFT that leave the account. */
  readonly finalUnits: bigint;
}

export interface BillingFacts {
  readonly policy: PricingPolicy;
  readonly price: TftPrice;
  /** Seconds since the last bill. */
  readonly seconds: bigint;
  /** Usable TFT units of the twin's account and its bonded stash together. */
  readonly usableUnits: bigint;
  readonly certified: boolean;
  /** The chain's own where none are given. */
  readonly levels?: readonly StakingLevel[];
}

/** One bill by the chain's formula, to the unit. A cycle of no length costs nothing. */
export function contractCost(bill: Bill, facts: BillingFacts): ContractBill {
  const usdUnits = billed(bill, facts.policy, facts.seconds);
  if (facts.seconds === 0n) return { usdUnits, dueUnits: 0n, dueMonthlyUnits: 0n, level: 'none', finalUnits: 0n };
  const dueUnits = inTft(usdUnits, facts.price);
  const perHour = divide(multiply(fixed(dueUnits), fixed(3600n)), fixed(facts.seconds));
  const dueMonthlyUnits = roundFixed(multiply(multiply(perHour, fixed(24n)), fixed(30n)));
  const level = discountLevel(facts.usableUnits, dueMonthlyUnits, facts.levels);
  const certified = facts.certified && bill.kind !== 'name';
  const finalUnits = discounted(dueUnits, percentsOf(facts.levels ?? chainLevels)[level], certified);
  return { usdUnits, dueUnits, dueMonthlyUnits, level, finalUnits };
}

/** What of an amount due is paid: the discount comes off first, then certification adds its quarter; rounded once. */
export function discounted(dueUnits: bigint, percent: number, certified: boolean): bigint {
  const reduced = multiply(fixed(dueUnits), multiplierOf(percent));
  return roundFixed(certified ? multiply(reduced, fixedOf(1.25)) : reduced);
}

/** Units of USD for a cycle at list price. */
export function billed(bill: Bill, policy: PricingPolicy, seconds: bigint): bigint {
  if (seconds === 0n) return 0n;
  switch (bill.kind) {
    case 'name':
      return roundFixed(multiply(divide(fixed(policy.nameUnits), fixed(3600n)), fixed(seconds)));
    case 'rent': {
      const whole = roundedCost(resourceCost({ ...bill.resources, publicIpv4Count: 0n }, policy, seconds));
      // The chain's Percent type rounds to nearest, a tie downwards.
      return divFloor(2n * whole * policy.rentPercent + 99n, 200n);
    }
    case 'node': {
      const cost = resourceCost(bill.resources, policy, seconds);
      const own = bill.onRentedNode ? { compute: 0n, storage: 0n, ipv4: cost.ipv4 } : cost;
      return roundedCost(own) + (bill.trafficUnits ?? 0n);
    }
  }
}

/** A dedicated node's extra fee over `seconds`, in units of TFT: no discount, no certification factor. */
export function extraFeeDue(extraFeeMusd: bigint, seconds: bigint, price: TftPrice): bigint {
  return inTft(extraFeeUnits(extraFeeMusd, seconds), price);
}

/** The same in units of USD; the fee is per month of 30 days. */
export function extraFeeUnits(extraFeeMusd: bigint, seconds: bigint): bigint {
  return roundFixed(divide(fixed(extraFeeMusd * 10_000n * seconds), fixed(2_592_000n)));
}

/** What the chain takes a TFT for, in units of USD: its average within floor and ceiling. */
export const billingPriceUnits = ({ averageMusd, minMusd, maxMusd }: TftPrice): bigint =>
  minOf(maxOf(averageMusd, minMusd), maxMusd) * 10_000n;

const inTft = (usdUnits: bigint, price: TftPrice): bigint =>
  roundFixed(multiply(divide(fixed(usdUnits), fixed(billingPriceUnits(price))), fixed(10_000_000n)));
