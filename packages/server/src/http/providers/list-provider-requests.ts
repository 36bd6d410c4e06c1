import { listRequests } from '../../postgres/provider-requests.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { cutPage } from '../cursor.ts';
import { beforeOf } from '../deployments/list-deployments.ts';
import type { Handler } from '../operation.ts';
import { requestJson, requestPosition } from './request.ts';

export const listProviderRequests =
  (parts: { store: Store }): Handler<'listProviderRequests'> =>
  async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const rows = await listRequests(parts.store.db, { userId, before: beforeOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, requestPosition);
    return c.json({ items: items.map(requestJson), nextCursor }, 200);
  };
