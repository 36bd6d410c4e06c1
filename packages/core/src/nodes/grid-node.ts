import type { NotOfferable } from './not-offerable.ts';
import type { Region } from './regions.ts';

export type NodeStatus = 'up' | 'down' | 'standby';

/** Cores, memory in MiB, disks in GiB. */
export interface Resources {
  readonly cpu: number;
  readonly memoryMb: number;
  readonly ssdGb: number;
  readonly hddGb: number;
}

export interface Gpu {
  readonly id: string;
  readonly vendor: string;
  readonly model: string;
}

/** An alliance, as far as its nodes show it. */
export interface NodeAlliance {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** What its provider and the operator decided about a node that a provider brought to this marketplace. */
export interface NodeListing {
  /** The person who brought it still holds the role. */
  readonly providerActive: boolean;
  /** The provider's own switch. */
  readonly exposed: boolean;
  /** The operator's switch; null while it is not paused. */
  readonly pausedReason: string | null;
  /** Its provider takes it out: what runs on it goes on, nothing new comes. */
  readonly leaving: boolean;
  /** The farm through which its ownership was proven. */
  readonly farmId: number;
  /** Ids of the apps that may be deployed on it. */
  readonly apps: readonly string[];
}

/** A node of the grid as last seen. Times are milliseconds since 1970, UTC. */
export interface GridNode {
  readonly id: number;
  readonly farmId: number;
  readonly farmName: string;
  readonly twinId: number;
  readonly country: string;
  /** ISO 3166-1 alpha-2; null where the grid's name of the country is unknown. */
  readonly countryCode: string | null;
  readonly region: Region | 'unknown';
  readonly city: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly status: NodeStatus;
  /** False while the node's own checks fail. */
  readonly healthy: boolean;
  readonly total: Resources;
  /** What contracts and the node's own reserve leave. `cpu` equals the total: cores are shared. */
  readonly free: Resources;
  readonly gpus: readonly Gpu[];
  readonly certified: boolean;
  /** To be rented whole only. */
  readonly dedicated: boolean;
  readonly rentedByTwinId: number | null;
  /** The farmer's fee for the whole node, mUSD per month of 30 days. */
  readonly extraFeeMusd: number;
  /** Public addresses that the farm has left. */
  readonly ipv4Free: number;
  readonly ipv6: boolean;
  /** Workload kinds that the node runs, in the grid's words. */
  readonly features: readonly string[];
  /** Taken out of the present grid's billing by its farmer: contracts are refused. */
  readonly v3OptedOut: boolean;
  readonly reportedAtMs: number;
  /** Since when nothing is known of the node; null while the grid lists it. */
  readonly unknownSinceMs: number | null;
  /** Share of the known time of the last 90 days; null while unknown. */
  readonly uptimePercent: number | null;
  /** Absent for a node that no provider brought to this marketplace. */
  readonly listing?: NodeListing | undefined;
  /** Alliances under whose names it is offered now. */
  readonly alliances?: readonly NodeAlliance[] | undefined;
  /** Why this marketplace does not sell it, by the pool in force (`whyWithheld`). */
  readonly withheld?: NotOfferable | undefined;
}
