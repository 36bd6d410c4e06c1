import { distanceKm, type Point } from './distance.ts';
import type { GridNode } from './grid-node.ts';
import type { NotOfferable } from './not-offerable.ts';
import { whyNotOfferable } from './offerable.ts';

/** A node with what the product says about it. */
export interface IndexedNode {
  readonly node: GridNode;
  /** Monthly price of the smallest machine here, units of USD; null where none can have a price. */
  readonly monthlyFromUnits: bigint | null;
  readonly notOfferable: NotOfferable | undefined;
}

export interface NodeIndexInput {
  readonly nodes: readonly GridNode[];
  readonly monthlyFromUnits: (node: GridNode) => bigint | null;
  readonly asOfMs: number;
}

/** Bits of the `flags` column. */
export const FLAG = {
  gpu: 1,
  certified: 2,
  dedicated: 4,
  ipv4: 8,
  ipv6: 16,
  up: 32,
  down: 64,
  standby: 128,
  exposed: 256,
} as const;

/**
 * One column per searchable property, all in the same row order: by price, then by id; rows without a price come last. A
 * missing number is NaN.
 */
export interface NodeColumns {
  readonly id: Int32Array;
  readonly monthlyUnits: BigInt64Array;
  /** Place of the price among the different prices, from 0; NaN without a price. */
  readonly priceRank: Float64Array;
  readonly cpu: Int32Array;
  readonly memoryMb: Int32Array;
  readonly ssdGb: Int32Array;
  readonly hddGb: Int32Array;
  readonly uptime: Float64Array;
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
  readonly farmId: Int32Array;
  readonly flags: Uint16Array;
  /** Number of the country's place in `NodeIndex.places`. */
  readonly place: Uint16Array;
  /** Number of the node's set in `NodeIndex.featureSets`. */
  readonly featureSet: Uint16Array;
  /** Number of the node's coordinates in `NodeIndex.spots`: nodes of one farm mostly share theirs. */
  readonly spot: Uint32Array;
  /** Number of the node's set in `NodeIndex.allianceSets`. */
  readonly allianceSet: Uint16Array;
}

/** A country as the grid writes it: all nodes of one name share code and region. */
export type CountryPlace = Pick<GridNode, 'country' | 'countryCode' | 'region'>;

/** An immutable picture of all nodes. */
export interface NodeIndex {
  readonly rows: readonly IndexedNode[];
  readonly byId: ReadonlyMap<number, IndexedNode>;
  readonly columns: NodeColumns;
  readonly places: readonly CountryPlace[];
  readonly featureSets: readonly (readonly string[])[];
  /** Coordinates where nodes stand, NaN where they are not known. */
  readonly spots: readonly Point[];
  /** Ids of alliances. */
  readonly allianceSets: readonly (readonly string[])[];
  /** Rows that have a price; they stand first. */
  readonly priced: number;
  readonly asOfMs: number;
  /** Row numbers in the order of a sort, made at its first use. */
  readonly orders: Map<string, Uint32Array>;
}

export function buildNodeIndex({ nodes, monthlyFromUnits, asOfMs }: NodeIndexInput): NodeIndex {
  const rows = nodes
    .map(
      (node): IndexedNode => ({ node, monthlyFromUnits: monthlyFromUnits(node), notOfferable: whyNotOfferable(node) }),
    )
    .sort(byPrice);
  const places = numbered(rows, ({ node }) => node.country);
  const featureSets = numbered(rows, ({ node }) => node.features.join());
  const spots = numbered(rows, ({ node }) => `${node.latitude} ${node.longitude}`);
  const allianceSets = numbered(rows, ({ node }) => allianceIds(node).join());
  const int = (of: (row: IndexedNode) => number) => Int32Array.from(rows, of);
  const float = (of: (row: IndexedNode) => number | null) => Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
  const columns: NodeColumns = {
    id: int(({ node }) => node.id),
    monthlyUnits: BigInt64Array.from(rows, (row) => row.monthlyFromUnits ?? -1n),
    priceRank: priceRanks(rows),
    cpu: int(({ node }) => node.total.cpu),
    memoryMb: int(({ node }) => node.free.memoryMb),
    ssdGb: int(({ node }) => node.free.ssdGb),
    hddGb: int(({ node }) => node.free.hddGb),
    uptime: float(({ node }) => node.uptimePercent),
    latitude: float(({ node }) => node.latitude),
    longitude: float(({ node }) => node.longitude),
    farmId: int(({ node }) => node.farmId),
    flags: Uint16Array.from(rows, ({ node }) => flagsOf(node)),
    place: smallNumbers(places),
    featureSet: smallNumbers(featureSets),
    spot: spots.numbers,
    allianceSet: smallNumbers(allianceSets),
  };
  return {
    rows,
    byId: new Map(rows.map((row) => [row.node.id, row])),
    columns,
    places: places.firsts.map(({ node }) => node),
    featureSets: featureSets.firsts.map(({ node }) => node.features),
    spots: spots.firsts.map(({ node }) => pointOf(node)),
    allianceSets: allianceSets.firsts.map(({ node }) => allianceIds(node)),
    priced: rows.filter((row) => row.monthlyFromUnits !== null).length,
    asOfMs,
    orders: new Map(),
  };
}

const allianceIds = ({ alliances = [] }: GridNode): string[] => alliances.map(({ id }) => id);

/** Row of the first price at or above `monthlyUnits`, among the rows that have a price. */
export function lowerBound({ columns, priced }: NodeIndex, monthlyUnits: bigint): number {
  let low = 0;
  let high = priced;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((columns.monthlyUnits[middle] ?? 0n) < monthlyUnits) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far each of `index.spots` is from the point; NaN where the spot is not known. */
export const spotDistances = ({ spots }: NodeIndex, from: Point): Float64Array =>
  Float64Array.from(spots, (spot) => distanceKm(from, spot));

function byPrice(left: IndexedNode, right: IndexedNode): number {
  const [a, b] = [left.monthlyFromUnits, right.monthlyFromUnits];
  if (a !== b) {
    if (a === null) return 1;
    if (b === null) return -1;
    return a < b ? -1 : 1;
  }
  return left.node.id - right.node.id;
}

function priceRanks(rows: readonly IndexedNode[]): Float64Array {
  let rank = -1;
  let last: bigint | null = null;
  return Float64Array.from(rows, ({ monthlyFromUnits }) => {
    if (monthlyFromUnits === null) return Number.NaN;
    if (monthlyFromUnits !== last) rank += 1;
    last = monthlyFromUnits;
    return rank;
  });
}

/** Numbers rows by a property of few different values; `firsts` has a row for each number. */
function numbered(rows: readonly IndexedNode[], key: (row: IndexedNode) => string) {
  const known = new Map<string, number>();
  const firsts: IndexedNode[] = [];
  const numbers = Uint32Array.from(rows, (row) => {
    const number = known.get(key(row)) ?? firsts.push(row) - 1;
    known.set(key(row), number);
    return number;
  });
  return { numbers, firsts };
}

/** In two bytes each: half the memory to read in a search. */
function smallNumbers({ numbers, firsts }: ReturnType<typeof numbered>): Uint16Array {
  if (firsts.length > 65_536) throw new Error('more different values than a column can number');
  return Uint16Array.from(numbers);
}

const pointOf = ({ latitude, longitude }: GridNode): Point => ({
  latitude: latitude ?? Number.NaN,
  longitude: longitude ?? Number.NaN,
});

/** Brought by a provider of this marketplace, exposed by them and not withheld for another reason. */
export const isExposed = (node: GridNode): boolean => node.listing !== undefined && node.withheld === undefined;

function flagsOf(node: GridNode): number {
  return (
    (node.gpus.length > 0 ? FLAG.gpu : 0) |
    (node.certified ? FLAG.certified : 0) |
    (node.dedicated ? FLAG.dedicated : 0) |
    (node.ipv4Free > 0 ? FLAG.ipv4 : 0) |
    (node.ipv6 ? FLAG.ipv6 : 0) |
    (isExposed(node) ? FLAG.exposed : 0) |
    FLAG[node.status]
  );
}
