import { divFloor } from '../money/index.ts';
import {
  type DiscountLevel,
  discountPercents,
  type Footprint,
  gridCost,
  HOURS_PER_MONTH,
  type Markup,
  type PricingPolicy,
  partsPerMillion,
  priceOrder,
  splitCharge,
} from '../pricing/index.ts';

/** From this runtime on the chain gives the farmer's twin its part of each bill; before, it gave farmers nothing. */
export const FIRST_SPEC_PAYING_FARMERS = 152;
/** Percent of a bill that goes to the farm's twin. */
export const FARMER_PERCENT = 50n;

export interface EstimateFacts {
  node: { cpu: number; memoryMb: number; ssdGb: number; hddGb: number; certified: boolean };
  policy: PricingPolicy;
  markup: Markup;
  minimumMonthlyUnits: bigint;
  /** Percent of the markup, and of the kept staking discount, that this marketplace pays the provider. */
  sharePercent: number;
  discountSharePercent: number;
  /** Percent of the staking discount that customers get: it is not kept. */
  discountPassedOnPercent: number;
  /** Version of the chain's runtime. */
  specVersion: number;
}

/** Units of USD per month of 720 hours. */
export interface EarningsAtLevel {
  level: DiscountLevel;
  /** Percent that the operator's stake takes off each bill. */
  discountPercent: number;
  /** What the operator then pays the chain. */
  billUnits: bigint;
  paidByChainUnits: bigint;
  ofMarkupUnits: bigint;
  ofDiscountUnits: bigint;
  /** Of markup and discount together. */
  paidByMarketplaceUnits: bigint;
}

export interface EarningsCase {
  use: 'full' | 'half';
  footprint: Footprint;
  /** Units of USD per month: the grid's list price and its parts, and the markup on it. */
  gridUnits: bigint;
  computeUnits: bigint;
  storageUnits: bigint;
  certificationUnits: bigint;
  markupUnits: bigint;
  levels: EarningsAtLevel[];
}

/**
 * What a node would bring in a month when one machine took all of it, and half of it: two lines that are never added up
 * by anybody but the reader. Each line is rounded down per hour, as the real ones are.
 */
export function estimateEarnings(facts: EstimateFacts): EarningsCase[] {
  return (['full', 'half'] as const).map((use) => caseOf(use, footprintOf(facts.node, use === 'full' ? 1 : 2), facts));
}

const MIB_PER_GIB = 1024;

function footprintOf(node: EstimateFacts['node'], share: number): Footprint {
  return {
    cpu: Math.floor(node.cpu / share),
    memoryMb: Math.floor(node.memoryMb / share),
    ssdMb: Math.floor((node.ssdGb * MIB_PER_GIB) / share),
    hddMb: Math.floor((node.hddGb * MIB_PER_GIB) / share),
    publicIpv4Count: 0,
  };
}

function caseOf(use: 'full' | 'half', footprint: Footprint, facts: EstimateFacts): EarningsCase {
  const { policy, markup, minimumMonthlyUnits } = facts;
  // A node with a fee of its own is rented whole and not sold here: the fee plays no part.
  const node = { certified: facts.node.certified, extraFeeMusd: 0 };
  const grid = gridCost(footprint, node, policy);
  const price = priceOrder({ footprint, node, policy, markup, minimumMonthlyUnits });
  const levels = Object.entries(discountPercents) as [DiscountLevel, number][];
  return {
    use,
    footprint,
    gridUnits: grid.hourlyUnits * HOURS_PER_MONTH,
    computeUnits: grid.computeUnits * HOURS_PER_MONTH,
    storageUnits: grid.storageUnits * HOURS_PER_MONTH,
    certificationUnits: grid.certificationUnits * HOURS_PER_MONTH,
    markupUnits: (price.hourlyUnits - grid.hourlyUnits) * HOURS_PER_MONTH,
    levels: levels.map(([level, percent]) => atLevel(level, percent, grid.hourlyUnits, price.hourlyUnits, facts)),
  };
}

function atLevel(
  level: DiscountLevel,
  discountPercent: number,
  gridHourlyUnits: bigint,
  hourlyUnits: bigint,
  facts: EstimateFacts,
): EarningsAtLevel {
  const discountUnits = divFloor(gridHourlyUnits * BigInt(discountPercent), 100n);
  const billUnits = gridHourlyUnits - discountUnits;
  const chainPays = facts.specVersion >= FIRST_SPEC_PAYING_FARMERS;
  const keptUnits = divFloor(discountUnits * (HUNDRED - partsPerMillion(facts.discountPassedOnPercent)), HUNDRED);
  const passedOnHourlyUnits = discountUnits - keptUnits;
  const priceUnits = hourlyUnits - passedOnHourlyUnits;
  const share = (discountSharePercent: number) =>
    splitCharge({
      amountUnits: priceUnits,
      hourlyUnits: priceUnits,
      gridHourlyUnits,
      providerSharePercent: facts.sharePercent,
      discountHourlyUnits: discountUnits,
      passedOnHourlyUnits,
      discountSharePercent,
    }).providerShareUnits;
  const ofMarkupUnits = share(0);
  const bothUnits = share(facts.discountSharePercent);
  return {
    level,
    discountPercent,
    billUnits: billUnits * HOURS_PER_MONTH,
    paidByChainUnits: chainPays ? divFloor(billUnits * FARMER_PERCENT, 100n) * HOURS_PER_MONTH : 0n,
    ofMarkupUnits: ofMarkupUnits * HOURS_PER_MONTH,
    ofDiscountUnits: (bothUnits - ofMarkupUnits) * HOURS_PER_MONTH,
    paidByMarketplaceUnits: bothUnits * HOURS_PER_MONTH,
  };
}

/** 100 percent in parts per million. */
const HUNDRED = 1_000_000n;
