import { listDisputes as readDisputes } from '../../postgres/operator-payments.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, periodOf, placeIn, placeOf } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { disputeJson } from './refund.ts';

export const listDisputes =
  ({ store }: { store: Store }): Handler<'listDisputes'> =>
  async (c) => {
    const { limit, cursor, format, from, to, ...exact } = c.req.valid('query');
    const filter = { ...exact, ...periodOf({ from, to }) };
    if (format === 'csv') {
      const rows = await readDisputes(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'disputes', columns, rows.map(disputeJson).map(cells));
    }
    const rows = await readDisputes(store.db, {
      ...filter,
      after: placeOf(cursor, filter.sort, 'stripeId'),
      limit: limit + 1,
    });
    const place = placeIn(filter.sort);
    const { items, nextCursor } = cutPage(rows, limit, ({ openedAt, amount, id }) =>
      place({ at: openedAt, amount, id }),
    );
    return c.json({ items: items.map(disputeJson), nextCursor }, 200);
  };

const columns = [
  'id',
  'opened_at',
  'closed_at',
  'evidence_due_at',
  'top_up_id',
  'user',
  'amount_usd',
  'status',
  'reason',
  'withheld_usd',
  'fee_usd',
];

const cells = (item: ReturnType<typeof disputeJson>) => [
  item.id,
  item.openedAt,
  item.closedAt,
  item.evidenceDueAt,
  item.topUpId,
  item.user.email,
  item.amount.amount,
  item.status,
  item.reason,
  item.withheld.amount,
  item.fee.amount,
];
