import { type DeploymentRow, listDeployments as readDeployments } from '../../postgres/deployments.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { deploymentJson } from './deployment.ts';

export const listDeployments =
  (parts: { store: Store; sshPort: number }): Handler<'listDeployments'> =>
  async (c) => {
    const { limit, cursor, status, q } = c.req.valid('query');
    const userId = actorOf(c).user.id;
    const rows = await readDeployments(parts.store.db, {
      userId,
      status,
      q,
      before: beforeOf(cursor),
      limit: limit + 1,
    });
    const { items, nextCursor } = cutPage(rows, limit, positionOf);
    return c.json({ items: items.map((row) => deploymentJson(row, parts.sshPort)), nextCursor }, 200);
  };

export const positionOf = (row: DeploymentRow) => [row.created_at.toISOString(), row.id];

export function beforeOf(cursor: string | undefined): { createdAt: Date; id: string } | undefined {
  const [createdAt, id] = decodeCursor(cursor, ['time', 'uuid']) ?? [];
  return createdAt === undefined || id === undefined ? undefined : { createdAt: new Date(createdAt), id };
}
