import { nearestAfter } from './nearest.ts';
import { type IndexedNode, type NodeIndex, spotDistances } from './node-index.ts';
import { orderOf, placeAfter, positionOf, type StandingSort } from './node-order.ts';
import type { NodeQuery, Position } from './node-query.ts';
import { selectRows } from './select-rows.ts';

export interface FoundNode extends IndexedNode {
  /** From the query's `near`; null where the node's place is not known, absent when nothing was measured. */
  readonly distanceKm?: number | null;
}

export interface NodeSearchResult {
  readonly items: readonly FoundNode[];
  /** Exact number of nodes that fit, on all pages. */
  readonly total: number;
  /** Nodes known in all. */
  readonly outOf: number;
  /** The last node of this page; null when it is the last page. */
  readonly next: Position | null;
  readonly asOfMs: number;
}

/** One page and the exact total. A sort by distance needs a `near`; the edge refuses it without one. */
export function searchNodes(index: NodeIndex, query: NodeQuery): NodeSearchResult {
  const selected = selectRows(index, query);
  const distances = query.near && spotDistances(index, query.near);
  const kmOf = (row: number) => distances?.[index.columns.spot[row] ?? 0] ?? Number.NaN;
  // One row beyond the page tells whether there is more.
  const found =
    query.sort === 'distance'
      ? nearestAfter(index, selected, kmOf, query.after, query.limit + 1)
      : pageOf(index, selected, query.sort, query.after, query.limit + 1);
  const more = found.length > query.limit;
  if (more) found.pop();
  const last = found.at(-1);
  return {
    items: found.flatMap((row) => {
      const indexed = index.rows[row];
      return indexed ? { ...indexed, ...(distances ? { distanceKm: known(kmOf(row)) } : {}) } : [];
    }),
    total: countOf(selected),
    outOf: index.rows.length,
    next: more && last !== undefined ? lastPosition(index, query.sort, last, kmOf) : null,
    asOfMs: index.asOfMs,
  };
}

function pageOf(
  index: NodeIndex,
  selected: Uint8Array,
  sort: StandingSort,
  after: Position | undefined,
  limit: number,
): number[] {
  const order = orderOf(index, sort);
  const found: number[] = [];
  for (let place = after ? placeAfter(index, sort, after) : 0; place < order.length && found.length < limit; place++) {
    const row = order[place] ?? 0;
    if (selected[row] === 1) found.push(row);
  }
  return found;
}

function lastPosition(index: NodeIndex, sort: NodeQuery['sort'], row: number, kmOf: (row: number) => number): Position {
  if (sort !== 'distance') return positionOf(index, sort, row);
  const km = known(kmOf(row));
  return { value: km === null ? null : String(km), id: index.columns.id[row] ?? 0 };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

function countOf(selected: Uint8Array): number {
  let count = 0;
  for (let row = 0; row < selected.length; row++) count += selected[row] ?? 0;
  return count;
}
