import { listPriceVersions as readVersions } from '../../postgres/pricing.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { priceVersionsJson } from './price-version.ts';

const columns = ['version', 'status', 'effectiveAt', 'publishedAt', 'publishedBy', 'reason', 'changes'];

export const listPriceVersions =
  (parts: { store: Store }): Handler<'listPriceVersions'> =>
  async (c) => {
    const { db } = parts.store;
    const { limit, cursor, format } = c.req.valid('query');
    if (format === 'csv') {
      const all = await priceVersionsJson(
        db,
        await readVersions(db, { before: undefined, limit: CSV_LINES }),
        c.get('now'),
      );
      const cells = all.map((one) => [
        one.version,
        one.status,
        one.effectiveAt,
        one.publishedAt,
        one.publishedBy?.email,
        one.reason,
        one.changes
          .map(({ subject, field, from, to }) => `${subject} ${field}: ${from ?? 'none'} > ${to ?? 'none'}`)
          .join('; '),
      ]);
      return csvAnswer(c, 'price-versions', columns, cells);
    }
    const [before] = decodeCursor(cursor, ['number']) ?? [];
    const rows = await readVersions(db, {
      before: before === undefined ? undefined : Number(before),
      limit: limit + 1,
    });
    const { items, nextCursor } = cutPage(rows, limit, ({ version }) => [version]);
    return c.json({ items: await priceVersionsJson(db, items, c.get('now')), nextCursor }, 200);
  };
