import { deploymentSorts, listDeployments as readDeployments } from '../../postgres/deployments.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';
import { deploymentJson } from './deployment.ts';

export const listDeployments =
  (parts: { store: Store; sshPort: number }): Handler<'listDeployments'> =>
  async (c) => {
    const { limit, cursor, status, q, sort } = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const rows = await readDeployments(parts.store.db, {
      userId,
      status,
      q,
      order: orderOf({ sort, cursor, sorts: deploymentSorts }),
      limit: limit + 1,
    });
    const { items, nextCursor } = cutSorted(rows, limit, sort);
    return c.json({ items: items.map((row) => deploymentJson(row, parts.sshPort)), nextCursor }, 200);
  };
