import type { ProviderNode } from '@marketplace/contract';
import { nodesOfProvider } from '../../postgres/provider-nodes.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { type Cell, csvAnswer } from '../csv.ts';
import type { Handler } from '../operation.ts';
import { pageOf, sorted, sortField } from '../sorting.ts';
import type { Supply } from '../supply.ts';
import { nodeSortValues, nodesJson } from './node.ts';

export const listProviderNodes =
  (parts: { store: Store; supply: Supply }): Handler<'listProviderNodes'> =>
  async (c) => {
    const { limit, cursor, format, state, sort } = c.req.valid('query');
    const all = await nodesJson(parts, await nodesOfProvider(parts.store.db, actorOf(c).user.id));
    const fitting = all.filter((item) => state === undefined || item.state === state);
    const order = {
      sort,
      sortValue: nodeSortValues[sortField(sort).field],
      idOf: ({ node }: ProviderNode) => node.id,
    };
    if (format === 'csv') return csvAnswer(c, 'nodes', nodeColumns, sorted(fitting, order).map(nodeCells));
    return c.json(pageOf(fitting, { ...order, limit, cursor }), 200);
  };

export const nodeColumns = [
  'node_id',
  'farm_id',
  'country',
  'city',
  'status',
  'state',
  'exposed',
  'offered',
  'why_not_offered',
  'apps',
  'share_percent',
  'uptime_percent_90_days',
  'live_deployments',
  'cores',
  'memory_mb_free',
  'memory_mb_total',
  'ssd_gb_free',
  'ssd_gb_total',
  'listed_at',
];

export const nodeCells = (item: ProviderNode): Cell[] => [
  item.node.id,
  item.node.farmId,
  item.node.country,
  item.node.city,
  item.node.status,
  item.state,
  item.exposed,
  item.node.offerable,
  item.node.notOfferableReason,
  item.apps.join(' '),
  item.sharePercent,
  item.node.uptimePercent,
  item.liveDeployments,
  item.node.total.cpu,
  item.node.free.memoryMb,
  item.node.total.memoryMb,
  item.node.free.ssdGb,
  item.node.total.ssdGb,
  item.listedAt,
];
