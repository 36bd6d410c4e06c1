import { divide, type Fixed, fixed, multiply, roundFixed } from './fixed-point.ts';
import type { PricingPolicy } from './pricing-policy.ts';

/** What a contract uses: cores and bytes, as the chain counts them. */
export interface ContractResources {
  readonly cores: bigint;
  readonly memoryBytes: bigint;
  readonly ssdBytes: bigint;
  readonly hddBytes: bigint;
  readonly publicIpv4Count: bigint;
}

/** The three addends of a bill before rounding, in fixed-point units of USD. */
export interface ResourceCost {
  readonly compute: Fixed;
  readonly storage: Fixed;
  readonly ipv4: Fixed;
}

const GIB = fixed(1024n ** 3n);
const SECONDS_PER_HOUR = fixed(3600n);

/** Compute units: the cheapest of three mixes, each the larger of a memory and a core measure. */
export function computeUnits(cores: bigint, memoryBytes: bigint): Fixed {
  const cru = fixed(cores);
  const mru = divide(fixed(memoryBytes), GIB);
  const balanced = larger(divide(mru, fixed(4n)), divide(cru, fixed(2n)));
  const memoryRich = larger(divide(mru, fixed(8n)), cru);
  const coreRich = larger(divide(mru, fixed(2n)), divide(cru, fixed(4n)));
  return smaller(balanced, smaller(memoryRich, coreRich));
}

/** Storage units: 1200 GiB of HDD or 200 GiB of SSD are one. */
export function storageUnits(ssdBytes: bigint, hddBytes: bigint): Fixed {
  return divide(divide(fixed(hddBytes), GIB), fixed(1200n)) + divide(divide(fixed(ssdBytes), GIB), fixed(200n));
}

/** Cost of the resources over `seconds`, at list price. */
export function resourceCost(resources: ContractResources, policy: PricingPolicy, seconds: bigint): ResourceCost {
  const rate = (hourlyUnits: bigint) => multiply(divide(fixed(hourlyUnits), SECONDS_PER_HOUR), fixed(seconds));
  return {
    compute: multiply(rate(policy.cuUnits), computeUnits(resources.cores, resources.memoryBytes)),
    storage: multiply(rate(policy.suUnits), storageUnits(resources.ssdBytes, resources.hddBytes)),
    ipv4: multiply(rate(policy.ipv4Units), fixed(resources.publicIpv4Count)),
  };
}

/** Units of USD that the chain bills: the sum is rounded once, half up. */
export const roundedCost = (cost: ResourceCost): bigint => roundFixed(cost.compute + cost.storage + cost.ipv4);

const larger = (left: Fixed, right: Fixed): Fixed => (left > right ? left : right);
const smaller = (left: Fixed, right: Fixed): Fixed => (left < right ? left : right);
