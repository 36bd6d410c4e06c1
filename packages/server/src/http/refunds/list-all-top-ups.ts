import { listAllTopUps as readTopUps } from '../../postgres/operator-payments.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, periodOf, placeIn, placeOf } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { operatorTopUpJson } from './refund.ts';

export const listAllTopUps =
  ({ store }: { store: Store }): Handler<'listAllTopUps'> =>
  async (c) => {
    const { limit, cursor, format, from, to, ...exact } = c.req.valid('query');
    const filter = { ...exact, ...periodOf({ from, to }) };
    if (format === 'csv') {
      const rows = await readTopUps(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'top-ups', columns, rows.map(operatorTopUpJson).map(cells));
    }
    const rows = await readTopUps(store.db, { ...filter, after: placeOf(cursor, filter.sort), limit: limit + 1 });
    const place = placeIn(filter.sort);
    const { items, nextCursor } = cutPage(rows, limit, ({ createdAt, amount, id }) =>
      place({ at: createdAt, amount, id }),
    );
    return c.json({ items: items.map(operatorTopUpJson), nextCursor }, 200);
  };

const columns = [
  'id',
  'created_at',
  'settled_at',
  'user',
  'amount_usd',
  'status',
  'refunded_usd',
  'refundable_usd',
  'disputed',
  'payment_intent',
];

const cells = (item: ReturnType<typeof operatorTopUpJson>) => [
  item.id,
  item.createdAt,
  item.settledAt,
  item.user.email,
  item.amount.amount,
  item.status,
  item.refunded.amount,
  item.refundable.amount,
  item.disputed,
  item.paymentIntentId,
];
