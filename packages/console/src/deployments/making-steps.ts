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

type Change = Pick<DeploymentEvent, 'from' | 'to' | 'at'>;
const order: readonly DeploymentStatus[] = makingStatuses;

/** The steps to running with how long each took, from the events; `nowMs` is the marketplace's time. */
export function makingSteps({ status }: Pick<Deployment, 'status'>, events: readonly Change[], nowMs: number): Step[] {
  // What is being undone, or has been, shows how far it came.
  const undone = status === 'failed' || status === 'deleting';
  const reached = undone ? (events.findLast(({ to }) => order.includes(to))?.to ?? 'reserving') : status;
  const present = order.indexOf(reached);
  const steps = makingStatuses.map((name, at): Step => {
    const began = events.find((event) => event.to === name);
    const ended = events.find((event) => event.from === name);
    const until = ended ? Date.parse(ended.at) : nowMs;
    const note = began && (ended || at === present) ? shortDuration(until - Date.parse(began.at)) : undefined;
    return { name: names[name], state: stepState(undone, present, at), note };
  });
  const ready = undone ? 'skipped' : present === -1 ? 'done' : 'next';
  return [...steps, { name: 'Ready', state: ready }];
}

function stepState(undone: boolean, present: number, at: number): Step['state'] {
  if (present === -1 || at < present) return 'done';
  if (at === present) return undone ? 'failed' : 'now';
  return undone ? 'skipped' : 'next';
}
