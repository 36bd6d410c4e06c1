import type { ProviderNode } from '@marketplace/contract';
import { nodesOfProvider } from '../../postgres/provider-nodes.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { csvAnswer } from '../csv.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import type { Supply } from '../supply.ts';
import { nodesJson } from './node.ts';

export const listProviderNodes =
  (parts: { store: Store; supply: Supply }): Handler<'listProviderNodes'> =>
  async (c) => {
    const { limit, cursor, format } = c.req.valid('query');
    const all = await nodesOfProvider(parts.store.db, actorOf(c).user.id);
    if (format === 'csv') return csvAnswer(c, 'nodes', columns, (await nodesJson(parts, all)).map(cells));
    const [after] = decodeCursor(cursor, ['number']) ?? [];
    const rows = all.filter((row) => row.node_id > Number(after ?? 0));
    const { items, nextCursor } = cutPage(rows, limit, (row) => [String(row.node_id)]);
    return c.json({ items: await nodesJson(parts, items), nextCursor }, 200);
  };

const columns = [
  'node_id',
  'farm_id',
  'country',
  'city',
  'status',
  'exposed',
  'offered',
  'why_not_offered',
  'apps',
  'uptime_percent_90_days',
  'live_deployments',
  'cores',
  'memory_mb_free',
  'memory_mb_total',
  'ssd_gb_free',
  'ssd_gb_total',
  'listed_at',
];

const cells = ({ node, exposed, apps, liveDeployments, listedAt }: ProviderNode) => [
  node.id,
  node.farmId,
  node.country,
  node.city,
  node.status,
  exposed,
  node.offerable,
  node.notOfferableReason,
  apps.join(' '),
  node.uptimePercent,
  liveDeployments,
  node.total.cpu,
  node.free.memoryMb,
  node.total.memoryMb,
  node.free.ssdGb,
  node.total.ssdGb,
  listedAt,
];
