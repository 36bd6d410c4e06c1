import type { NodeShare } from '../../packages/core/src/pricing/index.ts';

/** What billing reads of a deployment. Times are whole seconds, as the product writes them. */
export interface BilledRow {
  id: string;
  userId: string;
  farmId: number;
  /** Node 1 when left out. */
  nodeId?: number;
  /** What was set for the node, in the order in which it was set; alike in all rows of one node. */
  shares?: readonly NodeShare[];
  hourlyUnits: bigint;
  gridHourlyUnits: bigint;
  providerSharePercent: number;
  fromMs: number;
  untilMs: number | null;
  /** Price while it is suspended; null for one that never was. */
  keptHourlyUnits: bigint | null;
  /** Times of suspension in order, apart; the last may be open. */
  suspensions: Span[];
  /** Times of outage, apart from each other and from those: nothing is charged. */
  outages: Span[];
  /** A full hour before which another price held; null when it never changed. */
  priceFromMs: number | null;
  previousHourlyUnits: bigint | null;
  previousGridHourlyUnits: bigint | null;
  previousKeptHourlyUnits: bigint | null;
  previousPassedOnHourlyUnits: bigint | null;
  /** The staking discount per hour from each moment on, in order; what the price passes on, and the provider's percent of the rest. */
  discounts: { fromMs: number; units: bigint }[];
  passedOnHourlyUnits: bigint;
  discountSharePercent: number;
}

export interface Span {
  fromMs: number;
  untilMs: number | null;
}

/** Of a machine that was never out and has had one price. */
export const steady = {
  outages: [],
  priceFromMs: null,
  previousHourlyUnits: null,
  previousGridHourlyUnits: null,
  previousKeptHourlyUnits: null,
  previousPassedOnHourlyUnits: null,
};

/** Of a row for which the staking discount plays no part. */
export const noDiscount = { discounts: [], passedOnHourlyUnits: 0n, discountSharePercent: 0 };
