import type { StripeEventSummary } from '@marketplace/contract';
import type { Store } from '../../postgres/store.ts';
import { type ListedEvent, listEvents } from '../../postgres/stripe-event-list.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage, periodOf } from '../cursor.ts';
import type { Handler } from '../operation.ts';

export const listStripeEvents =
  ({ store }: { store: Store }): Handler<'listStripeEvents'> =>
  async (c) => {
    const { limit, cursor, format, from, to, ...exact } = c.req.valid('query');
    const filter = { ...exact, ...periodOf({ from, to }) };
    if (format === 'csv') {
      const rows = await listEvents(store.db, { ...filter, limit: CSV_LINES });
      return csvAnswer(c, 'stripe-events', columns, rows.map(eventJson).map(cells));
    }
    const rows = await listEvents(store.db, { ...filter, before: afterOf(cursor, 'eventId'), limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, ({ receivedAt, id }) => [receivedAt.toISOString(), id]);
    return c.json({ items: items.map(eventJson), nextCursor }, 200);
  };

const eventJson = (row: ListedEvent): StripeEventSummary => ({
  id: row.id,
  type: row.type,
  state: row.state,
  outcome: row.outcome,
  waitingFor: row.waitingFor,
  receivedAt: row.receivedAt.toISOString(),
  processedAt: row.processedAt?.toISOString() ?? null,
});

const columns = ['id', 'type', 'state', 'outcome', 'waiting_for', 'received_at', 'processed_at'];
const cells = (item: StripeEventSummary) => [
  item.id,
  item.type,
  item.state,
  item.outcome,
  item.waitingFor,
  item.receivedAt,
  item.processedAt,
];
