import { listRequests, requestSorts } from '../../postgres/provider-requests.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';
import { requestJson } from './request.ts';

export const listProviderRequests =
  (parts: { store: Store }): Handler<'listProviderRequests'> =>
  async (c) => {
    const { limit, cursor, sort } = c.req.valid('query');
    const order = orderOf({ sort, cursor, sorts: requestSorts });
    const userId = actorOf(c).user.id;
    const rows = await listRequests(parts.store.db, { userId, order, limit: limit + 1 });
    const { items, nextCursor } = cutSorted(rows, limit, sort);
    return c.json({ items: items.map(requestJson), nextCursor }, 200);
  };
