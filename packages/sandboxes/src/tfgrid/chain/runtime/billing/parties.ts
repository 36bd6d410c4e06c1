import type { PricingPolicy, Twin } from '../values.ts';

export interface Parties {
  twin: Twin;
  policy: PricingPolicy;
  /** Undefined for name contracts, which run on no node. */
  farmer?: Twin;
  certified: boolean;
}
