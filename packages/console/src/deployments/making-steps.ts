import type { Deployment, DeploymentEvent, DeploymentStatus } from '@marketplace/contract';
import type { Step } from '../ui/step-progress.tsx';
import { shortDuration } from '../ui/time.ts';
import { makingStatuses } from './deployment-status.ts';

const names: Record<(typeof makingStatuses)[number], string> = {
  reserving: 'Reserve',
  funding: 'Fund',
  contracting: 'Contract',
  deploying: 'Deploy',
};

/** The steps to running with how long each took, from the events; `nowMs` is the marketplace's time. */
export function makingSteps(
  deployment: Pick<Deployment, 'status'>,
  events: readonly Pick<DeploymentEvent, 'from' | 'to' | 'at'>[],
  nowMs: number,
): Step[] {
  const reached = deployment.status === 'failed' ? lastBeforeFailure(events) : deployment.status;
  const present = (makingStatuses as readonly DeploymentStatus[]).indexOf(reached);
  const steps = makingStatuses.map((status, at): Step => {
    const began = events.find((event) => event.to === status);
    const ended = events.find((event) => event.from === status);
    const until = ended ? Date.parse(ended.at) : nowMs;
    const note = began && (ended || at === present) ? shortDuration(until - Date.parse(began.at)) : undefined;
    return { name: names[status], state: stepState(deployment.status, present, at), note };
  });
  const last: Step = { name: 'Ready', state: readyState(deployment.status) };
  return [...steps, last];
}

function stepState(status: DeploymentStatus, present: number, at: number): Step['state'] {
  if (present === -1 && status !== 'failed') return 'done';
  if (at < present) return 'done';
  if (at === present) return status === 'failed' ? 'failed' : 'now';
  return status === 'failed' ? 'skipped' : 'next';
}

function readyState(status: DeploymentStatus): Step['state'] {
  if (status === 'failed') return 'skipped';
  return (makingStatuses as readonly DeploymentStatus[]).includes(status) ? 'next' : 'done';
}

function lastBeforeFailure(events: readonly Pick<DeploymentEvent, 'from' | 'to'>[]): DeploymentStatus {
  return events.find((event) => event.to === 'failed')?.from ?? 'reserving';
}
