import { listDocuments } from '../../postgres/document-list.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { afterCursor, operatorCells, operatorColumns, operatorSummaryJson, positionOf } from './document.ts';

export const listAllInvoices =
  ({ store }: { store: Store }): Handler<'listAllInvoices'> =>
  async (c) => {
    const { limit, cursor, format, from, to, ...exact } = c.req.valid('query');
    const filter = {
      ...exact,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    };
    if (format === 'csv') {
      const all = await listDocuments(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'invoices', operatorColumns, all.map(operatorCells));
    }
    const rows = await listDocuments(store.db, { ...filter, before: afterCursor(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, positionOf);
    return c.json({ items: items.map(operatorSummaryJson), nextCursor }, 200);
  };
