import { listDisputes as readDisputes } from '../../postgres/operator-payments.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { disputeJson } from './refund.ts';

export const listDisputes =
  ({ store }: { store: Store }): Handler<'listDisputes'> =>
  async (c) => {
    const { limit, cursor, format, ...filter } = c.req.valid('query');
    if (format === 'csv') {
      const rows = await readDisputes(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'disputes', columns, rows.map(disputeJson).map(cells));
    }
    const rows = await readDisputes(store.db, { ...filter, before: afterOf(cursor, 'stripeId'), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, ({ openedAt, id }) => [openedAt.toISOString(), id]);
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
