import type { PoolNode } from '@marketplace/contract';
import { readSettings } from '../../postgres/settings.ts';
import type { Store } from '../../postgres/store.ts';
import { type Cell, csvAnswer } from '../csv.ts';
import type { Handler } from '../operation.ts';
import { nodeCells, nodeColumns } from '../providers/list-provider-nodes.ts';
import { nodeSortValues } from '../providers/node.ts';
import { pageOf, sorted, sortField } from '../sorting.ts';
import type { Supply } from '../supply.ts';
import { poolNodesJson } from './pool-node.ts';

/** Providers bring hundreds of nodes, not millions: all are read, and sorted here by what the grid's picture knows of them. */
export const listNodePool =
  (parts: { store: Store; supply: Supply }): Handler<'listNodePool'> =>
  async (c) => {
    const { limit, cursor, format, sort, ...filter } = c.req.valid('query');
    const [all, { providers }] = await Promise.all([poolNodesJson(parts), readSettings(parts.store.db)]);
    const fitting = all.filter((item) => fits(item, filter));
    const order = { sort, sortValue: sortValues[sortField(sort).field], idOf: ({ node }: PoolNode) => node.id };
    if (format === 'csv') return csvAnswer(c, 'node-pool', columns, sorted(fitting, order).map(cells));
    const page = pageOf(fitting, { ...order, limit, cursor });
    return c.json({ ...page, total: fitting.length, pool: providers.nodePool }, 200);
  };

interface PoolFilter {
  q?: string | undefined;
  state?: PoolNode['state'] | undefined;
  status?: PoolNode['node']['status'] | undefined;
  providerId?: string | undefined;
  ownShare?: 'true' | 'false' | undefined;
}

function fits({ node, provider, state, ownSharePercent }: PoolNode, filter: PoolFilter): boolean {
  const { q } = filter;
  const words = [provider.name, provider.email, node.farmName, node.city, node.country];
  return (
    (q === undefined ||
      String(node.id) === q.trim() ||
      words.some((word) => word.toLowerCase().includes(q.trim().toLowerCase()))) &&
    (filter.state === undefined || state === filter.state) &&
    (filter.status === undefined || node.status === filter.status) &&
    (filter.providerId === undefined || provider.userId === filter.providerId) &&
    (filter.ownShare === undefined || (ownSharePercent !== null) === (filter.ownShare === 'true'))
  );
}

const sortValues = {
  ...nodeSortValues,
  provider: ({ provider }: PoolNode) => provider.name.toLowerCase(),
  state: ({ state }: PoolNode) => state,
  share: ({ sharePercent }: PoolNode) => sharePercent,
};

const columns = [...nodeColumns, 'provider', 'provider_email', 'own_share_percent', 'paused_reason', 'leaving_since'];

const cells = (item: PoolNode): Cell[] => [
  ...nodeCells(item),
  item.provider.name,
  item.provider.email,
  item.ownSharePercent,
  item.pausedReason,
  item.leavingSince,
];
