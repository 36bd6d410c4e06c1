import type { AuditLine } from '@marketplace/contract';
import { auditSorts, type ListedAuditRow, listAudit as readAudit } from '../../postgres/audit-trail.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';

export const listAudit =
  (parts: { store: Store }): Handler<'listAudit'> =>
  async (c) => {
    const { limit, cursor, format, from, to, sort, ...exact } = c.req.valid('query');
    const filter = {
      ...exact,
      order: orderOf({ sort, cursor, sorts: auditSorts }),
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    };
    if (format === 'csv') {
      const all = await readAudit(parts.store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'audit', columns, all.map(cells));
    }
    const rows = await readAudit(parts.store.db, { ...filter, limit: limit + 1 });
    const { items, nextCursor } = cutSorted(rows, limit, sort);
    return c.json({ items: items.map(auditJson), nextCursor }, 200);
  };

const auditJson = (row: ListedAuditRow): AuditLine => ({
  id: row.id,
  seq: String(row.seq),
  at: row.at.toISOString(),
  actor: row.actor,
  actorEmail: row.actorEmail,
  action: row.action,
  object: row.object,
  before: row.before,
  after: row.after,
  reason: row.reason,
  ip: row.ip,
  requestId: row.request_id,
  hash: row.hash?.toString('hex') ?? null,
});

const columns = [
  'seq',
  'at',
  'actor',
  'actor_email',
  'action',
  'object',
  'before',
  'after',
  'reason',
  'ip',
  'request_id',
  'hash',
];

const cells = (row: ListedAuditRow) => {
  const line = auditJson(row);
  const json = (value: unknown) => (value === null ? '' : JSON.stringify(value));
  return [
    line.seq,
    line.at,
    line.actor,
    line.actorEmail,
    line.action,
    line.object,
    json(line.before),
    json(line.after),
    line.reason,
    line.ip,
    line.requestId,
    line.hash,
  ];
};
