import { listAllTopUps as readTopUps } from '../../postgres/operator-payments.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { operatorTopUpJson } from './refund.ts';

export const listAllTopUps =
  ({ store }: { store: Store }): Handler<'listAllTopUps'> =>
  async (c) => {
    const { limit, cursor, format, ...filter } = c.req.valid('query');
    if (format === 'csv') {
      const rows = await readTopUps(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'top-ups', columns, rows.map(operatorTopUpJson).map(cells));
    }
    const rows = await readTopUps(store.db, { ...filter, before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
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
