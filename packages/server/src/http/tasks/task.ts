import type { OperatorTask } from '@marketplace/contract';
import { enqueue } from '../../postgres/jobs.ts';
import type { Tx } from '../../postgres/store.ts';
import { reopenEvent } from '../../postgres/stripe-events.ts';
import type { TaskRow } from '../../postgres/task-list.ts';

/** Kinds of tasks whose work is idempotent and may simply be tried again. */
export const retries: Record<string, (tx: Tx, task: TaskRow) => Promise<void>> = {
  async unreadable_event(tx, { subject: eventId }) {
    await reopenEvent(tx, eventId);
    await enqueue(tx, 'payments.process-event', { eventId }, { key: `stripe-event:${eventId}` });
  },
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
