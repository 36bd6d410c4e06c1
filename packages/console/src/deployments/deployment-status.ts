import type { DeploymentStatus, Suspension } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

const looks: Record<DeploymentStatus, Status> = {
  reserving: { family: 'busy', shape: 'arc', word: 'Reserving' },
  funding: { family: 'busy', shape: 'arc', word: 'Funding' },
  contracting: { family: 'busy', shape: 'arc', word: 'Contract' },
  deploying: { family: 'busy', shape: 'arc', word: 'Deploying' },
  running: { family: 'ok', shape: 'disc', word: 'Running' },
  degraded: { family: 'warn', shape: 'triangle', word: 'Degraded' },
  suspended: { family: 'warn', shape: 'bars', word: 'Suspended' },
  deleting: { family: 'busy', shape: 'arc', word: 'Deleting' },
  deleted: { family: 'off', shape: 'struck', word: 'Deleted' },
  failed: { family: 'bad', shape: 'octagon', word: 'Failed' },
};

/** The states on the way to running, in order. */
export const makingStatuses = [
  'reserving',
  'funding',
  'contracting',
  'deploying',
] as const satisfies DeploymentStatus[];

export const deploymentStatus = (status: DeploymentStatus): Status => looks[status];

/** A machine that its owner stopped is no worry: it looks like what it is. */
export const statusWith = (status: DeploymentStatus, suspension: Suspension | null): Status =>
  suspension?.cause === 'stopped'
    ? { family: 'off', shape: 'square', word: suspension.machine === 'starting' ? 'Starting' : 'Stopped' }
    : suspension?.cause === 'resizing'
      ? { family: 'busy', shape: 'arc', word: 'Resizing' }
      : looks[status];

export const isMaking = (status: DeploymentStatus): boolean => (makingStatuses as readonly string[]).includes(status);
export const isMoving = (status: DeploymentStatus): boolean => isMaking(status) || status === 'deleting';
export const isFinal = (status: DeploymentStatus): boolean => status === 'deleted' || status === 'failed';

/** Step 3 of 5, for badges. */
export function stepWords(status: DeploymentStatus): string {
  return `step ${(makingStatuses as readonly string[]).indexOf(status) + 1} of ${makingStatuses.length + 1}`;
}
