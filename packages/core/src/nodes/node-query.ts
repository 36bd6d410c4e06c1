import type { Point } from './distance.ts';
import type { NodeStatus } from './grid-node.ts';

/** A part of the map in degrees; a west beyond the east crosses the date line. */
export interface Area {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A set of nodes by number, such as those of one provider, and how it is named in a sentence: "your nodes". */
export interface NodeSet {
  readonly ids: ReadonlySet<number>;
  readonly name: string;
}

/** Conditions on nodes; those that are left out ask nothing. All must hold. */
export interface NodeFilters {
  /** Name or ISO code, in any case. */
  readonly country?: string | undefined;
  readonly region?: string | undefined;
  readonly minCpu?: number | undefined;
  readonly minMemoryGb?: number | undefined;
  readonly minSsdGb?: number | undefined;
  readonly minHddGb?: number | undefined;
  readonly gpu?: boolean | undefined;
  /** A part of vendor and model, in any case. */
  readonly gpuModel?: string | undefined;
  readonly certified?: boolean | undefined;
  readonly dedicated?: boolean | undefined;
  readonly ipv4?: boolean | undefined;
  readonly ipv6?: boolean | undefined;
  readonly exposed?: boolean | undefined;
  readonly farmId?: number | undefined;
  /** Id of an alliance that the node was given to. */
  readonly allianceId?: string | undefined;
  readonly feature?: string | undefined;
  readonly maxMonthlyUsd?: number | undefined;
  readonly minUptime?: number | undefined;
  readonly status?: NodeStatus | undefined;
  readonly bbox?: Area | undefined;
  /** At most `maxDistanceKm` from here; alone it only measures. */
  readonly near?: Point | undefined;
  readonly maxDistanceKm?: number | undefined;
  /** In each of these sets. */
  readonly within?: readonly NodeSet[] | undefined;
}

export const nodeSorts = [
  'price',
  '-price',
  'uptime',
  '-uptime',
  'memory',
  '-memory',
  'ssd',
  '-ssd',
  'cpu',
  '-cpu',
  'id',
  'distance',
] as const;
/** A field, or `-` and a field for the other way round; `distance` is that from `near`. */
export type NodeSort = (typeof nodeSorts)[number];

/** A place between rows: the sort value of a node (null when it has none) and its id. */
export interface Position {
  /** Decimal text; a price in units. */
  readonly value: string | null;
  readonly id: number;
}

export interface NodeQuery extends NodeFilters {
  readonly sort: NodeSort;
  readonly limit: number;
  /** The last node of the page before. */
  readonly after?: Position | undefined;
}
