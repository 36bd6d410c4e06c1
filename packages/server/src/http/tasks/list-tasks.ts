import type { Store } from '../../postgres/store.ts';
import { countOpenTasks, listTasks as readTasks, type TaskRow, taskSorts } from '../../postgres/task-list.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import type { Handler } from '../operation.ts';
import { cutSorted, orderOf } from '../sorting.ts';
import { taskJson } from './task.ts';

export const listTasks =
  (parts: { store: Store }): Handler<'listTasks'> =>
  async (c) => {
    const { limit, cursor, format, state, kind, sort } = c.req.valid('query');
    const order = orderOf({ sort, cursor, sorts: taskSorts });
    const { db } = parts.store;
    if (format === 'csv') {
      const all = await readTasks(db, { state, kind, order, limit: CSV_LINES });
      return csvAnswer(c, 'tasks', columns, all.map(cells));
    }
    const [rows, openCount] = await Promise.all([
      readTasks(db, { state, kind, order, limit: limit + 1 }),
      countOpenTasks(db),
    ]);
    const { items, nextCursor } = cutSorted(rows, limit, sort);
    return c.json({ items: items.map(taskJson), nextCursor, openCount }, 200);
  };

const columns = [
  'id',
  'kind',
  'subject',
  'severity',
  'detail',
  'due_at',
  'created_at',
  'done_at',
  'done_by',
  'resolution',
];

const cells = (row: TaskRow) => {
  const task = taskJson(row);
  return [
    task.id,
    task.kind,
    task.subject,
    task.severity,
    task.detail,
    task.dueAt,
    task.createdAt,
    task.doneAt,
    task.doneBy,
    task.resolution,
  ];
};
