import { readCount, readFlag, readNumber, readOneOf, readText } from '../ui/search.ts';
import { featureName } from './features.ts';
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
  'distance',
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
  gpuModel?: string;
  certified?: boolean;
  dedicated?: boolean;
  ipv4?: boolean;
  ipv6?: boolean;
  /** Offered by a provider of this marketplace. */
  exposed?: boolean;
  farmId?: number;
  feature?: string;
  /** latitude,longitude in degrees */
  near?: string;
  maxDistanceKm?: number;
  /** The signed-in provider's own. */
  mine?: boolean;
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
  const near = readPoint(search.near);
  const sort = readOneOf(search.sort, sorts);
  const alliance = readText(search.allianceId, 36);
  const read: NodeSearch = {
    country: readText(search.country, 100),
    region: readText(search.region, 100),
    minCpu: readCount(search.minCpu, 0, 1_000),
    minMemoryGb: readNumber(search.minMemoryGb, 0, 100_000),
    minSsdGb: readNumber(search.minSsdGb, 0, 1_000_000),
    minHddGb: readNumber(search.minHddGb, 0, 1_000_000),
    gpu: readFlag(search.gpu),
    gpuModel: readText(search.gpuModel, 100),
    certified: readFlag(search.certified),
    dedicated: readFlag(search.dedicated),
    ipv4: readFlag(search.ipv4),
    ipv6: readFlag(search.ipv6),
    exposed: readFlag(search.exposed),
    farmId: readCount(search.farmId, 1, 2 ** 31),
    feature: readText(search.feature, 50),
    near,
    // A distance means nothing without a place to measure from.
    maxDistanceKm: near === undefined ? undefined : readNumber(search.maxDistanceKm, 0, 20_040),
    mine: readFlag(search.mine) || undefined,
    maxMonthlyUsd: readNumber(search.maxMonthlyUsd, 0, 100_000),
    minUptime: readNumber(search.minUptime, 0, 100),
    status: readOneOf(search.status, ['up', 'down', 'standby'] as const),
    allianceId: alliance && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(alliance) ? alliance : undefined,
    bbox: box && /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/.test(box) ? box : undefined,
    sort: sort === 'distance' && !near ? undefined : sort,
    view: readOneOf(search.view, ['map', 'list'] as const),
    cursor: readText(search.cursor, 500),
    node: readCount(search.node, 1, 2 ** 31),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as NodeSearch;
}

/** `51.05,3.72` as the API takes it; undefined for what is no place on the globe. A space after the comma is forgiven. */
export function readPoint(value: unknown): string | undefined {
  const text = readText(value, 40)?.replaceAll(' ', '');
  if (!text || !/^-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?$/.test(text)) return undefined;
  const [latitude = 91, longitude = 181] = text.split(',').map(Number);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? text : undefined;
}

/** The search with a change; what means nothing any more goes. */
export const changed = (search: NodeSearch, patch: Partial<NodeSearch>): NodeSearch =>
  readNodeSearch({ ...search, ...patch });

/** A search in the words of the API's address, to be kept. */
export function savedQuery(search: NodeSearch): string {
  const { cursor: _, ...query } = apiFilters(search);
  return new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString();
}

/** What `savedQuery` wrote, read again. */
export const readSavedQuery = (query: string): NodeSearch =>
  readNodeSearch(Object.fromEntries(new URLSearchParams(query)));

/** The filters alone, as the API's query wants them. */
export function apiFilters(search: NodeSearch) {
  const { sort, view, cursor, node, gpu, certified, dedicated, ipv4, ipv6, exposed, mine, ...rest } = search;
  const flag = (value: boolean | undefined) =>
    value === undefined ? undefined : value ? ('true' as const) : ('false' as const);
  const query = {
    ...rest,
    gpu: flag(gpu),
    certified: flag(certified),
    dedicated: flag(dedicated),
    ipv4: flag(ipv4),
    ipv6: flag(ipv6),
    exposed: flag(exposed),
    mine: mine ? ('true' as const) : undefined,
    sort,
    cursor,
  };
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
  gpuModel: (value) => `GPU: ${value}`,
  certified: (value) => (value ? 'Certified' : 'Not certified'),
  dedicated: (value) => (value ? 'Rented whole' : 'Not rented whole'),
  ipv4: (value) => (value ? 'Public IPv4' : 'No public IPv4'),
  ipv6: (value) => (value ? 'IPv6' : 'No IPv6'),
  exposed: (value) => (value ? 'From providers here' : 'From the open grid'),
  farmId: (value) => `Farm ${value}`,
  feature: (value) => `Runs: ${featureName(value)}`,
  maxMonthlyUsd: (value) => `At most $${value} / month`,
  minUptime: (value) => `Uptime ≥ ${value} %`,
  status: (value) => ({ up: 'Online', down: 'Offline', standby: 'Standby' })[value],
  allianceId: () => 'One alliance',
  bbox: () => 'Area on the map',
  near: (value) => `From ${value.replace(',', ', ')}`,
  maxDistanceKm: (value) => `Within ${value} km`,
  mine: () => 'My nodes',
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
