import { payoutSorts, listPayouts as readPayouts } from '../../postgres/payouts.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';
import { payoutCells, payoutColumns, payoutJson } from './payout.ts';

export const listPayouts =
  (parts: { store: Store }): Handler<'listPayouts'> =>
  async (c) => {
    const { limit, cursor, status, format, sort } = c.req.valid('query');
    const order = orderOf({ sort, cursor, sorts: payoutSorts });
    const filter = { userId: actorOf(c).user.id, status, order };
    if (format === 'csv') {
      const all = await readPayouts(parts.store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'payouts', payoutColumns, all.map(payoutCells));
    }
    const rows = await readPayouts(parts.store.db, { ...filter, limit: limit + 1 });
    const { items, nextCursor } = cutSorted(rows, limit, sort);
    return c.json({ items: items.map(payoutJson), nextCursor }, 200);
  };
