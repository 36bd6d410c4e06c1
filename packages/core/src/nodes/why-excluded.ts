import { distanceKm } from './distance.ts';
import type { GridNode } from './grid-node.ts';
import { buildNodeIndex, type IndexedNode } from './node-index.ts';
import type { NodeFilters } from './node-query.ts';
import { regionName } from './regions.ts';
import { selectRows } from './select-rows.ts';

export interface Exclusion {
  /** The filter that the node does not pass. */
  readonly filter: keyof NodeFilters;
  /** A clause about the node: "has 4 GB of memory free, 8 GB are asked for". */
  readonly reason: string;
}

/**
 * Each filter that keeps the node out of a search, asked one by one with the search's own `selectRows`: none is named for a
 * node that the search finds, and at least one for every other.
 */
export function whyExcluded(indexed: IndexedNode, filters: NodeFilters): Exclusion[] {
  const alone = buildNodeIndex({
    nodes: [indexed.node],
    monthlyFromUnits: () => indexed.monthlyFromUnits,
    asOfMs: 0,
  });
  return questionsOf(filters).flatMap(({ filter, asked, reason }) =>
    selectRows(alone, asked)[0] === 1 ? [] : [{ filter, reason: reason(indexed) }],
  );
}

interface Question {
  readonly filter: keyof NodeFilters;
  readonly asked: NodeFilters;
  readonly reason: (indexed: IndexedNode) => string;
}

/** The filters one by one; those that mean something only together stay together. */
function questionsOf({ near, maxDistanceKm, within = [], ...single }: NodeFilters): Question[] {
  const keys = (Object.keys(reasons) as (keyof typeof reasons)[]).filter((key) => single[key] !== undefined);
  return [
    ...keys.map((filter) => ({
      filter,
      asked: { [filter]: single[filter] },
      reason: (indexed: IndexedNode) => reasons[filter](indexed, single[filter] as never),
    })),
    ...(near && maxDistanceKm !== undefined
      ? [
          {
            filter: 'maxDistanceKm' as const,
            asked: { near, maxDistanceKm },
            reason: ({ node }: IndexedNode) => tooFar(node, near, maxDistanceKm),
          },
        ]
      : []),
    ...within.map((set) => ({
      filter: 'within' as const,
      asked: { within: [set] },
      reason: () => `is not one of ${set.name}`,
    })),
  ];
}

type SingleFilter = Exclude<keyof NodeFilters, 'near' | 'maxDistanceKm' | 'within'>;
type Reason<K extends SingleFilter> = (indexed: IndexedNode, asked: NonNullable<NodeFilters[K]>) => string;

const statusWords = { up: 'online', down: 'offline', standby: 'on standby' };
const gb = (value: number) => `${Math.floor(value * 10) / 10} GB`;
const least = (free: number, of: string, asked: number) => `has ${gb(free)} of ${of} free, ${gb(asked)} are asked for`;
const yesOrNo = (asked: boolean, no: string, yes: string) => (asked ? no : yes);

const reasons: { [K in SingleFilter]: Reason<K> } = {
  country: ({ node }, asked) => `stands in ${node.country || 'an unknown country'}, not in ${asked}`,
  region: ({ node }, asked) => `stands in ${regionName(node.region)}, not in ${regionName(asked)}`,
  minCpu: ({ node }, asked) => `has ${node.total.cpu} cores, ${asked} are asked for`,
  minMemoryGb: ({ node }, asked) => least(node.free.memoryMb / 1024, 'memory', asked),
  minSsdGb: ({ node }, asked) => least(node.free.ssdGb, 'SSD', asked),
  minHddGb: ({ node }, asked) => least(node.free.hddGb, 'HDD', asked),
  gpu: (_, asked) => yesOrNo(asked, 'has no GPU', 'has a GPU'),
  gpuModel: ({ node }, asked) =>
    node.gpus.length === 0 ? 'has no GPU' : `has ${node.gpus.map(({ model }) => model).join(', ')}, not ${asked}`,
  certified: (_, asked) => yesOrNo(asked, 'is not certified', 'is certified'),
  dedicated: (_, asked) => yesOrNo(asked, 'is not rented whole', 'is rented whole only'),
  ipv4: (_, asked) => yesOrNo(asked, 'has no public IPv4 left', 'has public IPv4'),
  ipv6: (_, asked) => yesOrNo(asked, 'has no IPv6', 'has IPv6'),
  exposed: (_, asked) =>
    yesOrNo(asked, 'no provider of this marketplace offers it', 'a provider of this marketplace offers it'),
  farmId: ({ node }, asked) => `belongs to farm ${node.farmId} (${node.farmName}), not to farm ${asked}`,
  allianceId: () => 'was not given to this alliance',
  feature: (_, asked) => `does not run "${asked}"`,
  maxMonthlyUsd: ({ monthlyFromUnits }, asked) =>
    monthlyFromUnits === null ? 'has no price per machine' : `costs more than $${asked} per month`,
  minUptime: ({ node }, asked) =>
    node.uptimePercent === null
      ? `has no uptime record yet, ${asked} % is asked for`
      : `was online ${node.uptimePercent} % of the time we know, ${asked} % is asked for`,
  status: ({ node }, asked) => `is ${statusWords[node.status]}, not ${statusWords[asked]}`,
  bbox: ({ node }) => (node.latitude === null ? 'its place is not known' : 'stands outside the area of the map'),
};

function tooFar(node: GridNode, near: NonNullable<NodeFilters['near']>, maximumKm: number): string {
  if (node.latitude === null || node.longitude === null) return 'its place is not known';
  const km = Math.round(distanceKm(near, { latitude: node.latitude, longitude: node.longitude }));
  return `is ${km} km away, more than ${maximumKm} km`;
}
