import { findCoupon, listRedemptions, type Redemption } from '../../postgres/coupons.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

export const listCouponRedemptions =
  ({ store }: { store: Store }): Handler<'listCouponRedemptions'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const { limit, cursor, format } = c.req.valid('query');
    if (!(await findCoupon(store.db, id))) throw new HttpProblem('not_found', 'There is no such coupon.');
    if (format === 'csv') {
      const rows = await listRedemptions(store.db, id, { limit: CSV_LINES });
      return csvAnswer(c, 'redemptions', ['credit_id', 'redeemed_at', 'user'], rows.map(cells));
    }
    const rows = await listRedemptions(store.db, id, { before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.redeemedAt.toISOString(), row.creditId]);
    return c.json(
      {
        items: items.map(({ creditId, userId, email, redeemedAt }) => ({
          creditId,
          user: { id: userId, email },
          redeemedAt: redeemedAt.toISOString(),
        })),
        nextCursor,
      },
      200,
    );
  };

const cells = (row: Redemption) => [row.creditId, row.redeemedAt.toISOString(), row.email];
