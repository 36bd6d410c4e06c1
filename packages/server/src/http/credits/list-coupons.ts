import type { Coupon } from '@marketplace/contract';
import { listCoupons as readCoupons } from '../../postgres/coupons.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { couponJson } from './credit.ts';

export const listCoupons =
  ({ store }: { store: Store }): Handler<'listCoupons'> =>
  async (c) => {
    const { limit, cursor, format, q } = c.req.valid('query');
    if (format === 'csv') {
      const rows = await readCoupons(store.db, { q, limit: CSV_LINES });
      return csvAnswer(c, 'coupons', columns, rows.map(couponJson).map(cells));
    }
    const rows = await readCoupons(store.db, { q, before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.created_at.toISOString(), row.id]);
    return c.json({ items: items.map(couponJson), nextCursor }, 200);
  };

const columns = [
  'id',
  'code',
  'created_at',
  'amount_usd',
  'redeemed',
  'total_limit',
  'per_user_limit',
  'expires_at',
  'credit_days',
  'deactivated_at',
  'note',
];

const cells = (item: Coupon) => [
  item.id,
  item.code,
  item.createdAt,
  item.amount.amount,
  item.redeemed,
  item.totalLimit,
  item.perUserLimit,
  item.expiresAt,
  item.creditDays,
  item.deactivatedAt,
  item.note,
];
