import type { MaintenanceWindow } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

export const windowStatus: Record<MaintenanceWindow['state'], Status> = {
  scheduled: { family: 'off', shape: 'square', word: 'Scheduled' },
  ongoing: { family: 'warn', shape: 'triangle', word: 'Ongoing' },
  completed: { family: 'off', shape: 'struck', word: 'Over' },
  cancelled: { family: 'off', shape: 'struck', word: 'Cancelled' },
};

/** Who is touched, in words. */
export function affectedWords({ deployments, users }: MaintenanceWindow['affected']): string {
  if (deployments === 0) return 'nobody now';
  const machines = deployments === 1 ? '1 deployment' : `${deployments} deployments`;
  return `${machines} of ${users === 1 ? '1 user' : `${users} users`}`;
}
