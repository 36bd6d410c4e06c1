import type { RunJobs } from '../../jobs/run-jobs.ts';
import type { Handler } from '../operation.ts';

export const runJobs =
  (parts: { runJobs: RunJobs }): Handler<'runJobs'> =>
  async (c) =>
    c.json(await parts.runJobs(), 200);
