import { searchNodes } from '@marketplace/core/nodes';
import { decodeCursor, encodeCursor } from '../../nodes/node-cursor.ts';
import { presentNode } from '../../nodes/present-node.ts';
import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem } from '../problems.ts';
import type { Supply } from '../supply.ts';
import { askedFilters } from './asked-filters.ts';

export const listNodes =
  (parts: { store: Store; supply: Supply }): Handler<'listNodes'> =>
  async (c) => {
    const { sort, limit, cursor, ...asked } = c.req.valid('query');
    const order = { sort, near: asked.near };
    const after = cursor === undefined ? undefined : decodeCursor(cursor, order);
    if (cursor !== undefined && after === undefined)
      throw fieldProblem('cursor', `must be a cursor of a list sorted by "${sort}"`);
    const filters = await askedFilters(parts.store, c, asked);
    const found = searchNodes(await parts.supply.index(), { ...filters, sort, limit, after });
    const { items, total, outOf, next } = found;
    const nextCursor = next && encodeCursor(order, next);
    return c.json(
      { items: items.map(presentNode), total, outOf, nextCursor, asOf: new Date(found.asOfMs).toISOString() },
      200,
    );
  };
