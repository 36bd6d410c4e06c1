import { formatUnits } from '@marketplace/core/money';
import type { Store } from '../../postgres/store.ts';
import { listTopUps as readTopUps } from '../../postgres/top-ups.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { topUpJson } from './top-up.ts';

export const listTopUps =
  (parts: { store: Store }): Handler<'listTopUps'> =>
  async (c) => {
    const { limit, cursor, unfinished, format } = c.req.valid('query');
    const filter = { userId: actorOf(c).user.id, unfinished };
    if (format === 'csv') {
      const rows = await readTopUps(parts.store.db, { ...filter, before: undefined, limit: CSV_LINES });
      return csvAnswer(
        c,
        'top-ups',
        ['id', 'status', 'amount_usd', 'created_at', 'settled_at', 'failure_code'],
        rows.map((row) => [
          row.id,
          row.status,
          formatUnits(row.amount_units),
          row.created_at.toISOString(),
          row.settled_at?.toISOString(),
          row.failure_code,
        ]),
      );
    }
    const [createdAt, id] = decodeCursor(cursor, ['time', 'uuid']) ?? [];
    const before = createdAt === undefined || id === undefined ? undefined : { createdAt: new Date(createdAt), id };
    const rows = await readTopUps(parts.store.db, { ...filter, before, limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
    return c.json({ items: items.map(topUpJson), nextCursor }, 200);
  };
