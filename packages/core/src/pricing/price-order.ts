import { divCeil, divRound } from '../money/index.ts';
import { apportion } from './apportion.ts';
import { type Footprint, gridCost, type PricedNode } from './grid-cost.ts';
import { partsPerMillion } from './percent.ts';
import type { PricingPolicy } from './pricing-policy.ts';
import { HOURS_PER_MONTH, monthlyOf } from './usage.ts';

export type PricePartCode =
  | 'compute'
  | 'storage'
  | 'ipv4'
  | 'certification'
  | 'extra_fee'
  | 'markup_percent'
  | 'markup_fixed'
  | 'discount';

export interface PricePart {
  readonly code: PricePartCode;
  readonly label: string;
  /** Units of USD per hour; negative for a discount. */
  readonly hourlyUnits: bigint;
}

export interface Markup {
  /** Percent of the grid's list price, at most 4 decimals. */
  readonly percent: number;
  /** Units of USD per month of 720 hours. */
  readonly fixedMonthlyUnits: bigint;
}

/** A share of the operator's staking discount that is passed on. */
export interface PassedDiscount {
  /** Percent that the chain takes off the list price: 20, 30, 40 or 60. */
  readonly levelPercent: number;
  /** Percent of it that the customer gets. */
  readonly sharePercent: number;
}

export interface PriceInput {
  readonly footprint: Footprint;
  readonly node: PricedNode;
  readonly policy: PricingPolicy;
  readonly markup: Markup;
  /** Floor of the monthly price in units of USD; what is missing is added to the fixed markup. */
  readonly minimumMonthlyUnits?: bigint;
  readonly discount?: PassedDiscount;
}

export interface Price {
  readonly hourlyUnits: bigint;
  /** 720 hours. */
  readonly monthlyUnits: bigint;
  /** The grid's list price in it. */
  readonly gridHourlyUnits: bigint;
  /** In the order of `PricePartCode`, none of zero; they sum to `hourlyUnits` exactly. */
  readonly parts: readonly PricePart[];
}

const MILLION = 1_000_000n;
/** Common denominator of the markup (millionths, months of hours) and the discount (millionths of millionths). */
const DENOMINATOR = MILLION * MILLION * HOURS_PER_MONTH;

/** The price of an order on a node. The hourly price is rounded to nearest, ties up; parts share that by largest remainder. */
export function priceOrder({ footprint, node, policy, markup, minimumMonthlyUnits = 0n, discount }: PriceInput): Price {
  const grid = gridCost(footprint, node, policy);
  const percentPart = grid.hourlyUnits * partsPerMillion(markup.percent) * MILLION * HOURS_PER_MONTH;
  const fixedPart = markup.fixedMonthlyUnits * MILLION * MILLION;
  const discountPart = discount ? -passedOn(grid.hourlyUnits - grid.extraFeeUnits, discount) : 0n;
  const priced = divRound(grid.hourlyUnits * DENOMINATOR + percentPart + fixedPart + discountPart, DENOMINATOR);
  const [percentUnits = 0n, fixedUnits = 0n, discountUnits = 0n] = apportion(
    priced - grid.hourlyUnits,
    [percentPart, fixedPart, discountPart],
    DENOMINATOR,
  );
  const missing = divCeil(minimumMonthlyUnits, HOURS_PER_MONTH) - priced;
  const raised = missing > 0n ? missing : 0n;
  const hourlyUnits = priced + raised;
  const parts: PricePart[] = [
    { code: 'compute', label: computeLabel(footprint), hourlyUnits: grid.computeUnits },
    { code: 'storage', label: storageLabel(footprint), hourlyUnits: grid.storageUnits },
    { code: 'ipv4', label: 'Public IPv4 address', hourlyUnits: grid.ipv4Units },
    { code: 'certification', label: 'Certified node, 25 %', hourlyUnits: grid.certificationUnits },
    { code: 'extra_fee', label: "Farmer's extra fee", hourlyUnits: grid.extraFeeUnits },
    { code: 'markup_percent', label: `Marketplace, ${markup.percent} %`, hourlyUnits: percentUnits },
    { code: 'markup_fixed', label: 'Marketplace, fixed', hourlyUnits: fixedUnits + raised },
    { code: 'discount', label: 'Discount', hourlyUnits: discountUnits },
  ];
  return {
    hourlyUnits,
    monthlyUnits: monthlyOf(hourlyUnits),
    gridHourlyUnits: grid.hourlyUnits,
    parts: parts.filter((part) => part.hourlyUnits !== 0n),
  };
}

/** The discount touches everything but the extra fee, as on the chain. */
function passedOn(discountedUnits: bigint, { levelPercent, sharePercent }: PassedDiscount): bigint {
  return discountedUnits * partsPerMillion(levelPercent) * partsPerMillion(sharePercent) * HOURS_PER_MONTH;
}

const gigabytes = (megabytes: number) => `${Number((megabytes / 1024).toFixed(1))} GB`;

const computeLabel = ({ cpu, memoryMb }: Footprint) =>
  `${cpu} ${cpu === 1 ? 'core' : 'cores'}, ${gigabytes(memoryMb)} memory`;

const storageLabel = ({ ssdMb, hddMb }: Footprint) =>
  [ssdMb > 0 ? `${gigabytes(ssdMb)} SSD` : '', hddMb > 0 ? `${gigabytes(hddMb)} HDD` : ''].filter(Boolean).join(', ');
