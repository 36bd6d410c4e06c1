import { rolesOf } from '@marketplace/core/identity';
import type { Store } from '../../postgres/store.ts';
import { listUsers as readUsers } from '../../postgres/users.ts';
import { cutPage } from '../cursor.ts';
import { beforeOf } from '../deployments/list-deployments.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';

export const listUsers =
  (parts: { store: Store }): Handler<'listUsers'> =>
  async (c) => {
    const { limit, cursor, q } = c.req.valid('query');
    const rows = await readUsers(parts.store.db, { q, before: beforeOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
    return c.json(
      {
        items: items.map((row) => ({
          id: row.id,
          email: row.email,
          name: row.name,
          roles: rolesOf(row.granted),
          available: usdJson(row.available),
          liveDeployments: row.liveDeployments,
          createdAt: row.createdAt.toISOString(),
        })),
        nextCursor,
      },
      200,
    );
  };
