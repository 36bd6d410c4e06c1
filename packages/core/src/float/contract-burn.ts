import {
  contractCost,
  contractResources,
  type DiscountLevel,
  discounted,
  extraFeeDue,
  type Footprint,
  type PricingPolicy,
  type StakingLevel,
  type TftPrice,
  unitsForLevel,
} from '../pricing/index.ts';

/** Contracts of the operator's twin that cost alike: many machines have the same size, few groups stand for all. */
export interface ContractGroup {
  readonly count: number;
  readonly footprint: Footprint;
  readonly certified: boolean;
  /** mUSD per month of 30 days; of the whole node, undiscounted. */
  readonly extraFeeMusd: number;
}

/** What the chain bills by. */
export interface ChainRules {
  readonly policy: PricingPolicy;
  readonly price: TftPrice;
  readonly levels: readonly StakingLevel[];
}

/** One contract at one level, in units of TFT. */
export interface BurnAtLevel {
  readonly level: DiscountLevel;
  /** What leaves the account each hour, the extra fee included. */
  readonly hourlyUnits: bigint;
  /** Twin and stash together must have so much for the level; 0 for none. */
  readonly fromUnits: bigint;
}

/** What one contract of a group costs at each level, the highest level first; the last is no level at all. */
export interface ContractBurn {
  readonly count: number;
  /** Before discount and certification: what the level is measured by. */
  readonly dueMonthlyUnits: bigint;
  readonly levels: readonly BurnAtLevel[];
}

/** One hour of each group's contract by the chain's own formula, at every level that it could have. */
export function contractBurn(group: ContractGroup, { policy, price, levels }: ChainRules): ContractBurn {
  const bill = { kind: 'node' as const, resources: contractResources(group.footprint) };
  const facts = { policy, price, seconds: 3600n, usableUnits: 0n, certified: group.certified };
  const { dueUnits, dueMonthlyUnits } = contractCost(bill, facts);
  const feeUnits = extraFeeDue(BigInt(group.extraFeeMusd), 3600n, price);
  const at = (level: DiscountLevel, percent: number, fromUnits: bigint): BurnAtLevel => ({
    level,
    hourlyUnits: discounted(dueUnits, percent, group.certified) + feeUnits,
    fromUnits,
  });
  const reached =
    dueMonthlyUnits === 0n
      ? []
      : levels.map((each) => at(each.level, each.percent, unitsForLevel(each, dueMonthlyUnits)));
  return { count: group.count, dueMonthlyUnits, levels: [...reached.reverse(), at('none', 0, 0n)] };
}

/** Where a contract stands with so much on twin and stash; the index of its level. */
export function levelAt({ levels }: ContractBurn, countedUnits: bigint): number {
  const found = levels.findIndex(({ fromUnits }) => countedUnits >= fromUnits);
  return found < 0 ? levels.length - 1 : found;
}

/** What all contracts together take per hour. */
export function hourlyBurn(burns: readonly ContractBurn[], countedUnits: bigint): bigint {
  return burns.reduce(
    (sum, burn) => sum + BigInt(burn.count) * (burn.levels[levelAt(burn, countedUnits)]?.hourlyUnits ?? 0n),
    0n,
  );
}
