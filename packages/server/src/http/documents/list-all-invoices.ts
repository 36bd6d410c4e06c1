import { listDocuments } from '../../postgres/document-list.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, periodOf } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { afterCursor, operatorCells, operatorColumns, operatorSummaryJson, positionIn } from './document.ts';

export const listAllInvoices =
  ({ store }: { store: Store }): Handler<'listAllInvoices'> =>
  async (c) => {
    const { limit, cursor, format, from, to, ...exact } = c.req.valid('query');
    const filter = { ...exact, ...periodOf({ from, to }) };
    const { sort } = filter;
    if (format === 'csv') {
      const all = await listDocuments(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'invoices', operatorColumns, all.map(operatorCells));
    }
    const rows = await listDocuments(store.db, { ...filter, after: afterCursor(cursor, sort), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, positionIn(sort));
    return c.json({ items: items.map(operatorSummaryJson), nextCursor }, 200);
  };
