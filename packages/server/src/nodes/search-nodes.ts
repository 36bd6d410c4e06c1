import { type Refusal, refuse } from '@marketplace/core/refusal';
import { decodeCursor, encodeCursor } from './node-cursor.ts';
import { type NodeQuery, selectRows } from './node-filter.ts';
import type { IndexedNode, NodeIndex } from './node-index.ts';
import { orderOf, placeAfter, positionOf } from './node-order.ts';

export interface NodeSearchResult {
  readonly items: readonly IndexedNode[];
  /** Exact number of nodes that fit, on all pages. */
  readonly total: number;
  /** Nodes known in all. */
  readonly outOf: number;
  readonly nextCursor: string | null;
  readonly asOf: Date;
}

/** One page and the exact total. Refuses a cursor that is none or belongs to another sort. */
export function searchNodes(index: NodeIndex, query: NodeQuery): NodeSearchResult | Refusal<'validation_failed'> {
  const { sort, limit, cursor } = query;
  const position = cursor === undefined ? undefined : decodeCursor(cursor, sort);
  if (cursor !== undefined && position === undefined) {
    const message = `must be a cursor of a list sorted by "${sort}"`;
    return refuse('validation_failed', `The query is wrong: cursor ${message}.`, {
      errors: [{ path: 'cursor', message }],
    });
  }
  const order = orderOf(index, sort);
  const start = position === undefined ? 0 : placeAfter(index, sort, position);
  const selected = selectRows(index, query);
  // One row beyond the page tells whether there is more.
  const found: number[] = [];
  for (let place = start; place < order.length && found.length <= limit; place++) {
    const row = order[place] ?? 0;
    if (selected[row] === 1) found.push(row);
  }
  const more = found.length > limit;
  if (more) found.pop();
  const last = found.at(-1);
  return {
    items: found.flatMap((row) => index.rows[row] ?? []),
    total: selected.reduce((sum, one) => sum + one, 0),
    outOf: index.rows.length,
    nextCursor: more && last !== undefined ? encodeCursor(sort, positionOf(index, sort, last)) : null,
    asOf: index.asOf,
  };
}
