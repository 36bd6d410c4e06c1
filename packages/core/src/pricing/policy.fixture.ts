import type { TftPrice } from './contract-cost.ts';
import type { PricingPolicy } from './pricing-policy.ts';
import type { ContractResources } from './resource-cost.ts';

/** The chain's genesis policy. */
export const genesisPolicy: PricingPolicy = {
  cuUnits: 100_000n,
  suUnits: 50_000n,
  nuUnits: 15_000n,
  ipv4Units: 40_000n,
  nameUnits: 2_500n,
  rentPercent: 50n,
};

/** A price without floor and ceiling in the way. */
export const atMusd = (musd: bigint): TftPrice => ({ averageMusd: musd, minMusd: 1n, maxMusd: 1000n });

const GIB = 1024n ** 3n;

export const resources = (
  cores: bigint,
  memoryGib: number,
  ssdGib: number,
  ipv4 = 0n,
  hddGib = 0,
): ContractResources => ({
  cores,
  memoryBytes: BigInt(memoryGib * 1024) * 1024n ** 2n,
  ssdBytes: BigInt(ssdGib * 1024) * 1024n ** 2n,
  hddBytes: BigInt(hddGib) * GIB,
  publicIpv4Count: ipv4,
});
