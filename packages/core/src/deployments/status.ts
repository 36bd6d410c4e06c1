export const deploymentStatuses = [
  'reserving',
  'funding',
  'contracting',
  'deploying',
  'running',
  'degraded',
  'suspended',
  'deleting',
  'deleted',
  'failed',
] as const;
export type DeploymentStatus = (typeof deploymentStatuses)[number];

/** Every allowed change of state. `deleting` leads to `failed` when it cleans up after a failure. */
export const transitions: Readonly<Record<DeploymentStatus, readonly DeploymentStatus[]>> = {
  reserving: ['funding', 'deleting', 'failed'],
  funding: ['contracting', 'deleting', 'failed'],
  contracting: ['deploying', 'deleting', 'failed'],
  deploying: ['running', 'deleting'],
  running: ['degraded', 'suspended', 'deleting'],
  degraded: ['running', 'suspended', 'deleting'],
  suspended: ['running', 'deleting'],
  deleting: ['deleted', 'failed'],
  deleted: [],
  failed: [],
};

export const mayFollow = (from: DeploymentStatus, to: DeploymentStatus): boolean => transitions[from].includes(to);

/** Being made or unmade: a job is at work on it. */
export const isMoving = (status: DeploymentStatus): boolean =>
  status === 'reserving' ||
  status === 'funding' ||
  status === 'contracting' ||
  status === 'deploying' ||
  status === 'deleting';

export const isFinal = (status: DeploymentStatus): boolean => transitions[status].length === 0;

export const mayDelete = (status: DeploymentStatus): boolean => mayFollow(status, 'deleting');
