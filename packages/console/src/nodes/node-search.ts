import { readCount, readFlag, readNumber, readOneOf, readText } from '../ui/search.ts';
import { regionName } from './region-name.ts';

export const sorts = [
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
] as const;
export type Sort = (typeof sorts)[number];

/** Filters as the API knows them, in the address. */
export interface NodeFilters {
  country?: string;
  region?: string;
  minCpu?: number;
  minMemoryGb?: number;
  minSsdGb?: number;
  minHddGb?: number;
  gpu?: boolean;
  certified?: boolean;
  ipv4?: boolean;
  maxMonthlyUsd?: number;
  minUptime?: number;
  status?: 'up' | 'down' | 'standby';
  /** Nodes offered under the name of this alliance. */
  allianceId?: string;
  /** west,south,east,north in degrees */
  bbox?: string;
}

export interface NodeSearch extends NodeFilters {
  sort?: Sort;
  view?: 'map' | 'list';
  cursor?: string;
  /** The node whose panel is open. */
  node?: number;
}

export function readNodeSearch(search: Record<string, unknown>): NodeSearch {
  const box = readText(search.bbox, 60);
  const alliance = readText(search.allianceId, 36);
  const read: NodeSearch = {
    country: readText(search.country, 100),
    region: readText(search.region, 100),
    minCpu: readCount(search.minCpu, 0, 1_000),
    minMemoryGb: readNumber(search.minMemoryGb, 0, 100_000),
    minSsdGb: readNumber(search.minSsdGb, 0, 1_000_000),
    minHddGb: readNumber(search.minHddGb, 0, 1_000_000),
    gpu: readFlag(search.gpu),
    certified: readFlag(search.certified),
    ipv4: readFlag(search.ipv4),
    maxMonthlyUsd: readNumber(search.maxMonthlyUsd, 0, 100_000),
    minUptime: readNumber(search.minUptime, 0, 100),
    status: readOneOf(search.status, ['up', 'down', 'standby'] as const),
    allianceId: alliance && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(alliance) ? alliance : undefined,
    bbox: box && /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/.test(box) ? box : undefined,
    sort: readOneOf(search.sort, sorts),
    view: readOneOf(search.view, ['map', 'list'] as const),
    cursor: readText(search.cursor, 500),
    node: readCount(search.node, 1, 2 ** 31),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as NodeSearch;
}

/** The filters alone, as the API's query wants them. */
export function apiFilters({ sort, view, cursor, node, gpu, certified, ipv4, ...rest }: NodeSearch) {
  const flag = (value: boolean | undefined) =>
    value === undefined ? undefined : value ? ('true' as const) : ('false' as const);
  const query = { ...rest, gpu: flag(gpu), certified: flag(certified), ipv4: flag(ipv4), sort, cursor };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as typeof query;
}

export interface FilterChip {
  key: keyof NodeFilters;
  words: string;
}

const sentences: { [K in keyof NodeFilters]-?: (value: NonNullable<NodeFilters[K]>) => string } = {
  country: (value) => `Country: ${value}`,
  region: (value) => `Region: ${regionName(value)}`,
  minCpu: (value) => `Cores ≥ ${value}`,
  minMemoryGb: (value) => `Memory ≥ ${value} GB`,
  minSsdGb: (value) => `SSD ≥ ${value} GB`,
  minHddGb: (value) => `HDD ≥ ${value} GB`,
  gpu: (value) => (value ? 'With GPU' : 'Without GPU'),
  certified: (value) => (value ? 'Certified' : 'Not certified'),
  ipv4: (value) => (value ? 'Public IPv4' : 'No public IPv4'),
  maxMonthlyUsd: (value) => `At most $${value} / month`,
  minUptime: (value) => `Uptime ≥ ${value} %`,
  status: (value) => ({ up: 'Online', down: 'Offline', standby: 'Standby' })[value],
  allianceId: () => 'One alliance',
  bbox: () => 'Area on the map',
};

/** One chip per filter in force, in a fixed order. */
export function filterChips(search: NodeSearch): FilterChip[] {
  return (Object.keys(sentences) as (keyof NodeFilters)[]).flatMap((key) => {
    const value = search[key];
    const words = sentences[key] as (value: unknown) => string;
    return value === undefined ? [] : [{ key, words: words(value) }];
  });
}

/** The column's next sort: ascending, then descending. */
export function nextSort(present: Sort | undefined, column: 'price' | 'uptime' | 'memory' | 'ssd' | 'cpu'): Sort {
  return present === column ? `-${column}` : column;
}
