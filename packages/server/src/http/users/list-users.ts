import type { UserSummary } from '@marketplace/contract';
import { rolesOf } from '@marketplace/core/identity';
import type { Store } from '../../postgres/store.ts';
import { type ListedUser, listUsers as readUsers, userSorts } from '../../postgres/users.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';

export const listUsers =
  (parts: { store: Store }): Handler<'listUsers'> =>
  async (c) => {
    const { limit, cursor, format, q, role, suspended, sort } = c.req.valid('query');
    const order = orderOf({ sort, cursor, sorts: userSorts });
    const filter = { q, role, suspended: suspended === undefined ? undefined : suspended === 'true', order };
    if (format === 'csv') {
      const all = await readUsers(parts.store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'users', columns, all.map(cells));
    }
    const rows = await readUsers(parts.store.db, { ...filter, limit: limit + 1 });
    const { items, nextCursor } = cutSorted(rows, limit, sort);
    return c.json({ items: items.map(userSummaryJson), nextCursor }, 200);
  };

export const userSummaryJson = (row: ListedUser): UserSummary => ({
  id: row.id,
  email: row.email,
  name: row.name,
  roles: rolesOf(row.granted),
  suspended: row.suspended,
  available: usdJson(row.available),
  liveDeployments: row.liveDeployments,
  createdAt: row.createdAt.toISOString(),
});

const columns = ['id', 'email', 'name', 'roles', 'suspended', 'available_usd', 'live_deployments', 'created_at'];

const cells = (row: ListedUser) => {
  const user = userSummaryJson(row);
  return [
    user.id,
    user.email,
    user.name,
    user.roles.join(' '),
    user.suspended,
    user.available.amount,
    user.liveDeployments,
    user.createdAt,
  ];
};
