export interface TaskSearch {
  state?: 'done';
  task?: string;
}

/** What of the address this page understands. */
export const readTaskSearch = (search: Record<string, unknown>): TaskSearch => ({
  ...(search.state === 'done' ? { state: 'done' as const } : {}),
  ...(typeof search.task === 'string' ? { task: search.task } : {}),
});
