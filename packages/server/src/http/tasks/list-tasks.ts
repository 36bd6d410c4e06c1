import type { Store } from '../../postgres/store.ts';
import { countOpenTasks, type ListedTask, listTasks as readTasks } from '../../postgres/task-list.ts';
import { CSV_LINES, csvAnswer } from '../csv.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { taskJson } from './task.ts';

export const listTasks =
  (parts: { store: Store }): Handler<'listTasks'> =>
  async (c) => {
    const { limit, cursor, format, state, kind } = c.req.valid('query');
    const { db } = parts.store;
    if (format === 'csv') {
      const all = await readTasks(db, { state, kind, limit: CSV_LINES });
      return csvAnswer(c, 'tasks', columns, all.map(cells));
    }
    const [rank, at, id] = decodeCursor(cursor, ['number', 'time', 'uuid']) ?? [];
    const after = rank && at && id ? { rank: Number(rank), at: new Date(at), id } : undefined;
    const [rows, openCount] = await Promise.all([
      readTasks(db, { state, kind, after, limit: limit + 1 }),
      countOpenTasks(db),
    ]);
    const { items, nextCursor } = cutPage(rows, limit, positionOf);
    return c.json({ items: items.map(taskJson), nextCursor, openCount }, 200);
  };

const positionOf = (row: ListedTask) => [row.rank, (row.done_at ?? row.created_at).toISOString(), row.id];

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

const cells = (row: ListedTask) => {
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
