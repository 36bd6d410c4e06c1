import type { Alliance } from '@marketplace/contract';
import { listActiveAlliances } from '../../postgres/alliances.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { type AllianceParts, alliancesJson, loadDetail } from './alliance.ts';

export const listAlliances =
  (parts: AllianceParts): Handler<'listAlliances'> =>
  async (c) => {
    const { limit, cursor, format, kind, q } = c.req.valid('query');
    const now = c.get('now');
    if (format === 'csv') {
      const all = await listActiveAlliances(parts.store.db, { kind, q, limit: CSV_LINES });
      return csvAnswer(c, 'alliances', columns, (await alliancesJson(parts, all, now)).map(cells));
    }
    const rows = await listActiveAlliances(parts.store.db, { kind, q, before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
    return c.json({ items: await alliancesJson(parts, items, now), nextCursor }, 200);
  };

export const getAlliance =
  (parts: AllianceParts): Handler<'getAlliance'> =>
  async (c) =>
    c.json(await loadDetail(parts, c, c.req.valid('param').id), 200);

const columns = [
  'id',
  'name',
  'slug',
  'kind',
  'sla_percent',
  'members',
  'nodes',
  'nodes_online',
  'uptime_percent_90_days',
  'usd_per_month_from',
  'activated_at',
];

const cells = (alliance: Alliance) => [
  alliance.id,
  alliance.name,
  alliance.slug,
  alliance.kind,
  alliance.slaPercent,
  alliance.memberCount,
  alliance.nodes.given,
  alliance.nodes.online,
  alliance.uptimePercent,
  alliance.monthlyFrom?.amount,
  alliance.activatedAt,
];
