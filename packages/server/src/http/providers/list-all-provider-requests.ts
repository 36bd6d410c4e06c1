import { isOpenRequest, type RequestStatus, requestStatuses } from '@marketplace/core/providers';
import { type ListedRequest, listRequests, requestSorts } from '../../postgres/provider-requests.ts';
import type { Store } from '../../postgres/store.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';
import { operatorRequestJson } from './review.ts';

export const listAllProviderRequests =
  (parts: { store: Store }): Handler<'listAllProviderRequests'> =>
  async (c) => {
    const { limit, cursor, status, q, format, sort } = c.req.valid('query');
    const filter = { statuses: statusesOf(status), q, order: orderOf({ sort, cursor, sorts: requestSorts }) };
    if (format === 'csv') {
      const all = await listRequests(parts.store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'provider-requests', columns, all.map(cells));
    }
    const rows = await listRequests(parts.store.db, { ...filter, limit: limit + 1 });
    const { items, nextCursor } = cutSorted(rows, limit, sort);
    return c.json({ items: items.map(operatorRequestJson), nextCursor }, 200);
  };

function statusesOf(status: RequestStatus | 'open' | 'all'): readonly RequestStatus[] | undefined {
  if (status === 'all') return undefined;
  return status === 'open' ? requestStatuses.filter(isOpenRequest) : [status];
}

const columns = [
  'id',
  'status',
  'sent_at',
  'name',
  'account_email',
  'contact_email',
  'contact_phone',
  'address',
  'node_ids',
  'apps',
  'sla_version',
  'decided_at',
  'decision_reason',
];

const cells = (row: ListedRequest) => [
  row.id,
  row.status,
  row.created_at.toISOString(),
  row.name,
  row.email,
  row.contact_email,
  row.contact_phone,
  row.account_address,
  row.nodes.map(({ nodeId }) => nodeId).join(' '),
  row.apps.join(' '),
  row.sla_version,
  row.decided_at?.toISOString(),
  row.decision_reason,
];
