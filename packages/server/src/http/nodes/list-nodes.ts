import { isRefusal } from '@marketplace/core/refusal';
import { presentNode } from '../../nodes/present-node.ts';
import { searchNodes } from '../../nodes/search-nodes.ts';
import type { Handler } from '../operation.ts';
import { problemOf } from '../problems.ts';
import type { Supply } from '../supply.ts';

export const listNodes =
  (parts: { supply: Supply }): Handler<'listNodes'> =>
  async (c) => {
    const found = searchNodes(await parts.supply.index(), c.req.valid('query'));
    if (isRefusal(found)) throw problemOf(found);
    const { items, total, outOf, nextCursor, asOf } = found;
    return c.json({ items: items.map(presentNode), total, outOf, nextCursor, asOf: asOf.toISOString() }, 200);
  };
