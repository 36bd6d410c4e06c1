import { listPayouts as readPayouts } from '../../postgres/payouts.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { payoutCells, payoutColumns, payoutJson, payoutPosition, payoutsBefore } from './payout.ts';

export const listPayouts =
  (parts: { store: Store }): Handler<'listPayouts'> =>
  async (c) => {
    const { limit, cursor, status, format } = c.req.valid('query');
    const filter = { userId: actorOf(c).user.id, status };
    if (format === 'csv') {
      const all = await readPayouts(parts.store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'payouts', payoutColumns, all.map(payoutCells));
    }
    const rows = await readPayouts(parts.store.db, { ...filter, before: payoutsBefore(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, payoutPosition);
    return c.json({ items: items.map(payoutJson), nextCursor }, 200);
  };
