import { listPaymentMethods as readPaymentMethods } from '../../postgres/payment-methods.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { paymentMethodJson } from './payment-method.ts';

export const listPaymentMethods =
  (parts: { store: Store }): Handler<'listPaymentMethods'> =>
  async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const [addedAt, id] = decodeCursor(cursor, ['time', 'uuid']) ?? [];
    const rows = await readPaymentMethods(parts.store.db, {
      userId: actorOf(c).user.id,
      before: addedAt === undefined || id === undefined ? undefined : { addedAt: new Date(addedAt), id },
      limit: limit + 1,
    });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.added_at.toISOString(), row.id]);
    return c.json({ items: items.map((row) => paymentMethodJson(row, c.get('now'))), nextCursor }, 200);
  };
