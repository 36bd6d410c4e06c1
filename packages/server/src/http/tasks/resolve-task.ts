import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { findTask, finishTask, lockTask, type TaskRow } from '../../postgres/task-list.ts';
import { auditFacts } from '../audit.ts';
import { actorOf, type HttpContext } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { retries, taskJson } from './task.ts';

interface Parts {
  store: Store;
  newId: NewId;
}

export const resolveTask =
  (parts: Parts): Handler<'resolveTask'> =>
  async (c) => {
    const { resolution } = c.req.valid('json');
    const task = await close(parts, c, c.req.valid('param').id, resolution, async () => {});
    return c.json(taskJson(task), 200);
  };

export const retryTask =
  (parts: Parts & { wake: () => void }): Handler<'retryTask'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const task = await close(parts, c, id, 'Tried again', async (tx, row) => {
      const retry = retries[row.kind];
      if (!retry)
        throw new HttpProblem('task_not_retryable', 'The work behind this task cannot be tried again by itself.');
      await retry(tx, row, c.get('now'));
    });
    parts.wake();
    return c.json(taskJson(task), 200);
  };

/** Closes a task with its audit line, and does `work` in the same transaction; one that is closed already is left alone. */
async function close(
  { store, newId }: Parts,
  c: HttpContext,
  id: string,
  resolution: string,
  work: (tx: Tx, row: TaskRow) => Promise<void>,
): Promise<TaskRow> {
  return store.transaction(async (tx) => {
    const row = await lockTask(tx, id);
    if (!row) throw new HttpProblem('not_found', 'There is no task with this id.');
    if (row.done_at === null) {
      await work(tx, row);
      await finishTask(tx, id, { by: `user:${actorOf(c).user.id}`, resolution, now: c.get('now') });
      await writeAudit(tx, {
        ...auditFacts(c, newId),
        action: 'task.resolved',
        object: `task:${id}`,
        after: { kind: row.kind, subject: row.subject, resolution },
      });
    }
    return (await findTask(tx, id)) ?? row;
  });
}
