import { divRound } from '../money/index.ts';
import { apportion } from './apportion.ts';
import { extraFeeUnits } from './contract-cost.ts';
import { fixed } from './fixed-point.ts';
import type { PricingPolicy } from './pricing-policy.ts';
import { resourceCost, roundedCost } from './resource-cost.ts';

/** What an order takes from a node: memory and disks in MiB, the root filesystem counted as SSD. */
export interface Footprint {
  readonly cpu: number;
  readonly memoryMb: number;
  readonly ssdMb: number;
  readonly hddMb: number;
  readonly publicIpv4Count: number;
}

/** What of a node changes its price. */
export interface PricedNode {
  readonly certified: boolean;
  /** The farmer's fee for the whole node, mUSD per month of 30 days. */
  readonly extraFeeMusd: number;
}

/** List price per hour in units of USD; the five parts sum to `hourlyUnits`. */
export interface GridCost {
  readonly hourlyUnits: bigint;
  readonly computeUnits: bigint;
  readonly storageUnits: bigint;
  readonly ipv4Units: bigint;
  readonly certificationUnits: bigint;
  readonly extraFeeUnits: bigint;
}

/**
 * The grid's list price for one hour. Resources and IPv4 are rounded together, half up, as the chain does; certification
 * adds a quarter, half up; the extra fee carries no certification factor.
 */
export function gridCost(footprint: Footprint, node: PricedNode, policy: PricingPolicy): GridCost {
  const cost = resourceCost(contractResources(footprint), policy, 3600n);
  const base = roundedCost(cost);
  // Truncation leaves whole parts a trace below their value: as the largest fractions they are the first to be made whole.
  const [computeUnits = 0n, storageUnits = 0n, ipv4Units = 0n] = apportion(
    base,
    [cost.compute, cost.storage, cost.ipv4],
    fixed(1n),
  );
  const certificationUnits = node.certified ? divRound(base * 5n, 4n) - base : 0n;
  const feeUnits = extraFeeUnits(BigInt(node.extraFeeMusd), 3600n);
  return {
    hourlyUnits: base + certificationUnits + feeUnits,
    computeUnits,
    storageUnits,
    ipv4Units,
    certificationUnits,
    extraFeeUnits: feeUnits,
  };
}

/**
 * Root filesystem of a machine whose size is left to the node, MiB: 500 when cores x memory stay below 8 core-GiB, else
 * 2048. The node reports it as SSD, so it is billed.
 */
export function rootFilesystemMb(cpu: number, memoryMb: number): number {
  return Math.floor((cpu * memoryMb) / (8 * 1024)) === 0 ? 500 : 2048;
}

const MIB = 1024n ** 2n;

export const contractResources = (footprint: Footprint) => ({
  cores: BigInt(footprint.cpu),
  memoryBytes: BigInt(footprint.memoryMb) * MIB,
  ssdBytes: BigInt(footprint.ssdMb) * MIB,
  hddBytes: BigInt(footprint.hddMb) * MIB,
  publicIpv4Count: BigInt(footprint.publicIpv4Count),
});
