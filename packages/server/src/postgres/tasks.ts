import type { Tx } from './store.ts';

/** Puts something that needs a person on the operator's list; the same open matter stands there once. */
export async function openTask(
  tx: Tx,
  task: { id: string; kind: string; subject: string; detail: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('operator_tasks')
    .values({
      id: task.id,
      kind: task.kind,
      subject: task.subject,
      detail: task.detail,
      created_at: task.now,
      done_at: null,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'subject']).where('done_at', 'is', null).doNothing())
    .execute();
}
