import type { OperatorTask } from '@marketplace/contract';
import type { Tx } from '../../postgres/store.ts';
import { reopenEvent } from '../../postgres/stripe-events.ts';
import type { TaskRow } from '../../postgres/task-list.ts';

/** Its event is worked on anew. */
const retryEvent = (tx: Tx, { subject: eventId }: TaskRow, now: Date): Promise<void> => reopenEvent(tx, eventId, now);

/** Kinds of tasks whose work is idempotent and may simply be tried again. */
export const retries: Record<string, (tx: Tx, task: TaskRow, now: Date) => Promise<void>> = {
  unreadable_event: retryEvent,
  event_without_payment: retryEvent,
};

export const taskJson = (row: TaskRow): OperatorTask => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  detail: row.detail,
  severity: row.severity,
  details: row.details,
  dueAt: row.due_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  doneAt: row.done_at?.toISOString() ?? null,
  doneBy: row.done_by,
  resolution: row.resolution,
  canRetry: row.done_at === null && row.kind in retries,
});
