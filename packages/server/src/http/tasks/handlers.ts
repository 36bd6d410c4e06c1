import type { HttpParts } from '../parts.ts';
import { listTasks } from './list-tasks.ts';
import { resolveTask, retryTask } from './resolve-task.ts';

export const tasksHandlers = (parts: HttpParts) => ({
  listTasks: listTasks(parts),
  resolveTask: resolveTask(parts),
  retryTask: retryTask(parts),
});
