import type { Store } from '../../postgres/store.ts';
import { listDecisions } from '../../postgres/top-up-decisions.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { decisionCells, decisionColumns, decisionJson } from './top-up-decision.ts';

export const listTopUpDecisions =
  (parts: { store: Store }): Handler<'listTopUpDecisions'> =>
  async (c) => {
    const { db } = parts.store;
    const { limit, cursor, format } = c.req.valid('query');
    if (format === 'csv') {
      const all = await listDecisions(db, { limit: CSV_LINES });
      return csvAnswer(c, 'top-up-decisions', decisionColumns, all.map(decisionCells));
    }
    const rows = await listDecisions(db, { before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.first_at.toISOString(), row.id]);
    return c.json({ items: items.map(decisionJson), nextCursor }, 200);
  };
