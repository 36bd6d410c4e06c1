import { listRefunds as readRefunds } from '../../postgres/operator-payments.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, periodOf, placeIn, placeOf } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { refundJson } from './refund.ts';

export const listRefunds =
  ({ store }: { store: Store }): Handler<'listRefunds'> =>
  async (c) => {
    const { limit, cursor, format, from, to, ...exact } = c.req.valid('query');
    const filter = { ...exact, ...periodOf({ from, to }) };
    if (format === 'csv') {
      const rows = await readRefunds(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'refunds', columns, rows.map(refundJson).map(cells));
    }
    const rows = await readRefunds(store.db, { ...filter, after: placeOf(cursor, filter.sort), limit: limit + 1 });
    const place = placeIn(filter.sort);
    const { items, nextCursor } = cutPage(rows, limit, ({ createdAt, amount, id }) =>
      place({ at: createdAt, amount, id }),
    );
    return c.json({ items: items.map(refundJson), nextCursor }, 200);
  };

const columns = [
  'id',
  'created_at',
  'settled_at',
  'failed_at',
  'top_up_id',
  'user',
  'amount_usd',
  'status',
  'origin',
  'requested_by',
  'reason',
  'failure',
];

const cells = (item: ReturnType<typeof refundJson>) => [
  item.id,
  item.createdAt,
  item.settledAt,
  item.failedAt,
  item.topUpId,
  item.user.email,
  item.amount.amount,
  item.status,
  item.origin,
  item.requestedBy,
  item.reason,
  item.failure,
];
