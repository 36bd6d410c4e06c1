import { lowerBound, type NodeColumns, type NodeIndex } from './node-index.ts';
import type { NodeSort, Position } from './node-query.ts';

/** The sorts whose order is the same for every search. */
export type StandingSort = Exclude<NodeSort, 'distance'>;
type SortField = Exclude<StandingSort, `-${string}`>;

/**
 * Row numbers in the order of the sort. Nodes without a value come last both ways round; ties go by id, so that the order
 * is the same in every process and survives a rebuild.
 */
export function orderOf(index: NodeIndex, sort: StandingSort): Uint32Array {
  const known = index.orders.get(sort);
  if (known) return known;
  const key = keyColumn(index.columns, sort);
  const sign = signOf(sort);
  const order = Uint32Array.from(index.rows.keys()).sort(
    (a, b) => compareKeys(key[a] ?? 0, key[b] ?? 0, sign) || (index.columns.id[a] ?? 0) - (index.columns.id[b] ?? 0),
  );
  index.orders.set(sort, order);
  return order;
}

/** Where to go on after the position: the first place in the order beyond it, whether its node still exists or not. */
export function placeAfter(index: NodeIndex, sort: StandingSort, position: Position): number {
  const order = orderOf(index, sort);
  const key = keyColumn(index.columns, sort);
  const sign = signOf(sort);
  const wanted = keyOf(index, sort, position);
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = order[middle] ?? 0;
    const distance = compareKeys(key[row] ?? 0, wanted, sign) || (index.columns.id[row] ?? 0) - position.id;
    if (distance <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function positionOf(index: NodeIndex, sort: StandingSort, row: number): Position {
  const id = index.columns.id[row] ?? 0;
  if (fieldOf(sort) === 'price') return { value: index.rows[row]?.monthlyFromUnits?.toString() ?? null, id };
  const value = keyColumn(index.columns, sort)[row] ?? Number.NaN;
  return { value: Number.isNaN(value) ? null : String(value), id };
}

const fieldOf = (sort: StandingSort): SortField => sort.replace(/^-/, '') as SortField;
const signOf = (sort: StandingSort): 1 | -1 => (sort.startsWith('-') ? -1 : 1);

function keyColumn(columns: NodeColumns, sort: StandingSort): Float64Array | Int32Array {
  switch (fieldOf(sort)) {
    case 'price':
      return columns.priceRank;
    case 'uptime':
      return columns.uptime;
    case 'memory':
      return columns.memoryMb;
    case 'ssd':
      return columns.ssdGb;
    case 'cpu':
      return columns.cpu;
    case 'id':
      return columns.id;
  }
}

/** The value as a key of the column. A price that no node has any more stands between two ranks. */
function keyOf(index: NodeIndex, sort: StandingSort, { value }: Position): number {
  if (value === null) return Number.NaN;
  if (fieldOf(sort) !== 'price') return Number(value);
  const row = lowerBound(index, BigInt(value));
  const rank = row < index.priced ? (index.columns.priceRank[row] ?? 0) : Number.MAX_SAFE_INTEGER;
  return index.columns.monthlyUnits[row] === BigInt(value) ? rank : rank - 0.5;
}

function compareKeys(left: number, right: number, sign: 1 | -1): number {
  if (left === right) return 0;
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : 1;
  if (Number.isNaN(right)) return -1;
  return left < right ? -sign : sign;
}
