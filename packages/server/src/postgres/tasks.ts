import type { Severity } from '@marketplace/core/notifications';
import type { Tx } from './store.ts';

export interface NewTask {
  id: string;
  /** What kind of matter it is: `payment_mismatch`, `provider_request`. The console has words for each. */
  kind: string;
  /** The one thing it is about; a kind and a subject have one open task. */
  subject: string;
  /** What happened, in a sentence for the operator. */
  detail: string;
  severity?: Severity;
  /** Ids that the console links to, such as `deploymentId` or `userId`. */
  details?: Record<string, unknown>;
  /** Until when it must be answered. */
  dueAt?: Date;
  now: Date;
}

/** Puts something that needs a person on the operator's list; the same open matter stands there once. */
export async function openTask(tx: Tx, task: NewTask): Promise<void> {
  await tx
    .insertInto('operator_tasks')
    .values({
      id: task.id,
      kind: task.kind,
      subject: task.subject,
      detail: task.detail,
      severity: task.severity ?? 'warn',
      details: JSON.stringify(task.details ?? {}),
      due_at: task.dueAt ?? null,
      created_at: task.now,
      done_at: null,
      done_by: null,
      resolution: null,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'subject']).where('done_at', 'is', null).doNothing())
    .execute();
}

/** Closes the open task of a kind and subject, if there is one. */
export async function closeTask(
  tx: Tx,
  task: { kind: string; subject: string; by: string; resolution: string; now: Date },
): Promise<boolean> {
  const closed = await tx
    .updateTable('operator_tasks')
    .set({ done_at: task.now, done_by: task.by, resolution: task.resolution })
    .where('kind', '=', task.kind)
    .where('subject', '=', task.subject)
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return closed !== undefined;
}
