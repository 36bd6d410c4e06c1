import { stateOf } from '@marketplace/core/maintenance';
import { listWindows, windowOf, windowSorts, windowsForOwner } from '../../postgres/maintenance.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf, type HttpContext } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';
import { type Scope, windowJson } from './window.ts';

export const listOwnMaintenance =
  ({ store }: { store: Store }): Handler<'listOwnMaintenance'> =>
  async (c) => {
    const now = c.get('now');
    const rows = await windowsForOwner(store.db, actorOf(c).user.id, now);
    const items = rows.map((row) => ({
      id: row.id,
      nodeId: row.node_id,
      state: stateOf(windowOf(row), now.getTime()) === 'ongoing' ? ('ongoing' as const) : ('scheduled' as const),
      startsAt: row.starts_at.toISOString(),
      endsAt: row.ends_at.toISOString(),
      comment: row.comment,
      deployments: row.deployments,
    }));
    return c.json({ items }, 200);
  };

export const listProviderMaintenance =
  ({ store }: { store: Store }): Handler<'listProviderMaintenance'> =>
  async (c) =>
    answer(store, c, c.req.valid('query'), { providerId: actorOf(c).user.id });

export const listAllMaintenance =
  ({ store }: { store: Store }): Handler<'listAllMaintenance'> =>
  async (c) =>
    answer(store, c, c.req.valid('query'), {});

interface WindowQuery {
  limit: number;
  cursor?: string | undefined;
  format: 'json' | 'csv';
  nodeId?: number | undefined;
  state?: 'upcoming' | 'past' | undefined;
  sort: string;
}

async function answer(store: Store, c: HttpContext, query: WindowQuery, scope: Scope) {
  const { limit, cursor, format, nodeId, state, sort } = query;
  const now = c.get('now');
  const filter = { ...scope, nodeId, state, now, order: orderOf({ sort, cursor, sorts: windowSorts }) };
  if (format === 'csv') {
    const all = await listWindows(store.db, { ...filter, limit: CSV_LINES });
    return csvAnswer(
      c,
      'maintenance',
      columns,
      all.map((row) => cells(windowJson(row, now))),
    );
  }
  const rows = await listWindows(store.db, { ...filter, limit: limit + 1 });
  const { items, nextCursor } = cutSorted(rows, limit, sort);
  return c.json({ items: items.map((row) => windowJson(row, now)), nextCursor }, 200);
}

const columns = [
  'id',
  'node_id',
  'place',
  'state',
  'starts_at',
  'ends_at',
  'time_zone',
  'comment',
  'deployments',
  'users',
];

const cells = (window: ReturnType<typeof windowJson>) => [
  window.id,
  window.nodeId,
  window.place,
  window.state,
  window.startsAt,
  window.endsAt,
  window.timeZone,
  window.comment,
  window.affected.deployments,
  window.affected.users,
];
