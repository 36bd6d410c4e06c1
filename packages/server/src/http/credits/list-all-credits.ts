import type { OperatorCredit } from '@marketplace/contract';
import { type ListedCredit, listCredits } from '../../postgres/operator-credits.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { endedCreditJson } from './credit.ts';

export const listAllCredits =
  ({ store }: { store: Store }): Handler<'listAllCredits'> =>
  async (c) => {
    const { limit, cursor, format, ...filter } = c.req.valid('query');
    if (format === 'csv') {
      const rows = await listCredits(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'credits', columns, rows.map(operatorCreditJson).map(cells));
    }
    const rows = await listCredits(store.db, { ...filter, before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.granted_at.toISOString(), row.id]);
    return c.json({ items: items.map(operatorCreditJson), nextCursor }, 200);
  };

const operatorCreditJson = (row: ListedCredit): OperatorCredit => ({
  ...endedCreditJson(row),
  user: { id: row.user_id, email: row.email },
  grantedBy: row.grantedByEmail,
});

const columns = [
  'id',
  'granted_at',
  'user',
  'amount_usd',
  'origin',
  'reason',
  'granted_by',
  'expires_at',
  'ended_at',
  'expired_usd',
];

const cells = (item: OperatorCredit) => [
  item.id,
  item.grantedAt,
  item.user.email,
  item.amount.amount,
  item.origin,
  item.reason,
  item.grantedBy,
  item.expiresAt,
  item.endedAt,
  item.expired.amount,
];
