import type { ReconciliationFinding } from '@marketplace/contract';
import { type FindingRow, listFindings } from '../../postgres/reconciliation.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import type { Handler } from '../operation.ts';

export const listReconciliationFindings =
  ({ store }: { store: Store }): Handler<'listReconciliationFindings'> =>
  async (c) => {
    const { limit, cursor, format, status } = c.req.valid('query');
    if (format === 'csv') {
      const rows = await listFindings(store.db, { status, limit: CSV_LINES });
      return csvAnswer(c, 'findings', columns, rows.map(findingJson).map(cells));
    }
    const rows = await listFindings(store.db, { status, before: afterOf(cursor), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.first_seen_at.toISOString(), row.id]);
    return c.json({ items: items.map(findingJson), nextCursor }, 200);
  };

const findingJson = (row: FindingRow): ReconciliationFinding => ({
  id: row.id,
  source: row.source,
  kind: row.kind,
  subject: row.subject,
  expected: row.expected,
  found: row.found,
  details: row.details,
  firstSeenAt: row.first_seen_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  resolvedAt: row.resolved_at?.toISOString() ?? null,
});

const columns = [
  'id',
  'source',
  'kind',
  'subject',
  'expected',
  'found',
  'first_seen_at',
  'last_seen_at',
  'resolved_at',
];

const cells = (item: ReconciliationFinding) => [
  item.id,
  item.source,
  item.kind,
  item.subject,
  item.expected,
  item.found,
  item.firstSeenAt,
  item.lastSeenAt,
  item.resolvedAt,
];
