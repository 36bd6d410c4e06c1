import { listDocuments } from '../../postgres/document-list.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, periodOf } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { afterCursor, documentCells, documentColumns, positionIn, summaryJson } from './document.ts';

export const listInvoices =
  ({ store }: { store: Store }): Handler<'listInvoices'> =>
  async (c) => {
    const { limit, cursor, format, kind, from, to } = c.req.valid('query');
    const filter = {
      userId: actorOf(c).user.id,
      kind,
      ...periodOf({ from, to }),
    };
    if (format === 'csv') {
      const all = await listDocuments(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'invoices', documentColumns, all.map(documentCells));
    }
    const rows = await listDocuments(store.db, { ...filter, after: afterCursor(cursor, '-time'), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, positionIn('-time'));
    return c.json({ items: items.map(summaryJson), nextCursor }, 200);
  };
