import type { OperatorDeployment } from '@marketplace/contract';
import {
  deploymentSorts,
  type ListedDeployment,
  listDeployments as readDeployments,
} from '../../postgres/deployments.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { deploymentJson } from '../deployments/deployment.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';

export const listAllDeployments =
  (parts: { store: Store; sshPort: number }): Handler<'listAllDeployments'> =>
  async (c) => {
    const { limit, cursor, format, sort, ...rest } = c.req.valid('query');
    const filter = { ...rest, order: orderOf({ sort, cursor, sorts: deploymentSorts }) };
    const json = (row: ListedDeployment): OperatorDeployment => ({
      ...deploymentJson(row, parts.sshPort),
      owner: { id: row.user_id, email: row.email },
    });
    if (format === 'csv') {
      const all = await readDeployments(parts.store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'deployments', columns, all.map(json).map(cells));
    }
    const rows = await readDeployments(parts.store.db, { ...filter, limit: limit + 1 });
    const { items, nextCursor } = cutSorted(rows, limit, sort);
    return c.json({ items: items.map(json), nextCursor }, 200);
  };

const columns = [
  'id',
  'name',
  'owner',
  'status',
  'node_id',
  'country',
  'contract_id',
  'hourly_usd',
  'cost_so_far_usd',
  'created_at',
  'running_since',
  'deleted_at',
];

const cells = (item: OperatorDeployment) => [
  item.id,
  item.name,
  item.owner.email,
  item.status,
  item.nodeId,
  item.place.country,
  item.contractId,
  item.hourly.amount,
  item.costSoFar.amount,
  item.createdAt,
  item.runningSince,
  item.deletedAt,
];
