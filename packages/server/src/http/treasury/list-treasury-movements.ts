import type { Store } from '../../postgres/store.ts';
import { listMovements } from '../../postgres/treasury-movements.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { movementCells, movementColumns, movementJson } from './movement.ts';

export const listTreasuryMovements =
  ({ store }: { store: Store }): Handler<'listTreasuryMovements'> =>
  async (c) => {
    const { limit, cursor, status, format } = c.req.valid('query');
    if (format === 'csv') {
      const all = await listMovements(store.db, { status, limit: CSV_LINES });
      return csvAnswer(c, 'treasury-movements', movementColumns, all.map(movementCells));
    }
    const rows = await listMovements(store.db, { status, before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.at.toISOString(), row.id]);
    return c.json({ items: items.map(movementJson), nextCursor }, 200);
  };
