import type { HttpParts } from '../parts.ts';
import { getOperatorOverview } from './get-operator-overview.ts';
import { listAllDeployments } from './list-all-deployments.ts';
import { runJobs } from './run-jobs.ts';

export const operatorHandlers = (parts: HttpParts) => ({
  getOperatorOverview: getOperatorOverview(parts),
  listAllDeployments: listAllDeployments(parts),
  runJobs: runJobs(parts),
});
