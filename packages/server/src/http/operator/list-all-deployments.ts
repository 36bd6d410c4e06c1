import { listDeployments as readDeployments } from '../../postgres/deployments.ts';
import type { Store } from '../../postgres/store.ts';
import { cutPage } from '../cursor.ts';
import { deploymentJson } from '../deployments/deployment.ts';
import { beforeOf, positionOf } from '../deployments/list-deployments.ts';
import type { Handler } from '../operation.ts';

export const listAllDeployments =
  (parts: { store: Store; sshPort: number }): Handler<'listAllDeployments'> =>
  async (c) => {
    const { limit, cursor, status, q } = c.req.valid('query');
    const rows = await readDeployments(parts.store.db, { status, q, before: beforeOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, positionOf);
    return c.json(
      {
        items: items.map((row) => ({
          ...deploymentJson(row, parts.sshPort),
          owner: { id: row.user_id, email: row.email },
        })),
        nextCursor,
      },
      200,
    );
  };
