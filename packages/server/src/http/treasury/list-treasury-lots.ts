import type { Store } from '../../postgres/store.ts';
import { listLots } from '../../postgres/treasury-lots.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { lotCells, lotColumns, lotJson } from './lot.ts';

export const listTreasuryLots =
  ({ store }: { store: Store }): Handler<'listTreasuryLots'> =>
  async (c) => {
    const { limit, cursor, asset, format } = c.req.valid('query');
    if (format === 'csv') {
      const all = await listLots(store.db, { asset, limit: CSV_LINES });
      return csvAnswer(c, 'treasury-lots', lotColumns, all.map(lotCells));
    }
    const rows = await listLots(store.db, { asset, before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.bought_at.toISOString(), row.id]);
    return c.json({ items: items.map(lotJson), nextCursor }, 200);
  };
