import type { Notice } from '../notifications/index.ts';
import type { OutageCause } from './outage.ts';

interface Facts {
  deploymentId: string;
  name: string;
  nodeId: number;
  /** Such as `6 Dec 2026, 14:00 UTC`. */
  at: string;
  /** Makes the notice one of its kind. */
  occasion: string;
}

/** What is wrong, as a clause. */
export const outageWords: Record<OutageCause, string> = {
  node_silent: 'the node does not answer',
  node_down: 'the node reports that it is switched off',
  machine_failed: 'the node reports that the machine failed',
  machine_gone: 'the node has lost the machine',
};

const about = ({ deploymentId }: Facts) => ({
  topic: 'deployments' as const,
  link: `/deployments/${deploymentId}`,
  linkLabel: 'Open the deployment',
});

export function degradedNotice(facts: Facts & { cause: OutageCause }): Notice {
  const { name, nodeId, at, occasion, cause } = facts;
  const lost = cause === 'machine_gone';
  return {
    ...about(facts),
    severity: 'warn',
    dedupeKey: `degraded:${occasion}`,
    title: `${name} cannot be reached`,
    body: [
      `Since ${at} ${outageWords[cause]} (node ${nodeId}). Nothing is charged for ${name} until it runs again.`,
      lost
        ? 'Its disk on that node is probably lost. The operator has been told. You can delete it and deploy another one.'
        : 'It comes back by itself when the node does; you are told then. The disk stays on the node.',
    ].join('\n\n'),
  };
}

export function recoveredNotice(facts: Facts & { minutes: number }): Notice {
  const { name, at, minutes, occasion } = facts;
  return {
    ...about(facts),
    severity: 'info',
    dedupeKey: `recovered:${occasion}`,
    title: `${name} runs again`,
    body: `Its node answered again on ${at}. It was out for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, which are not charged.`,
  };
}

export function contractGoneNotice(facts: Facts): Notice {
  const { name, nodeId, at, occasion } = facts;
  return {
    ...about(facts),
    severity: 'urgent',
    dedupeKey: `contract-gone:${occasion}`,
    title: `${name} has ended: its contract is gone from the grid`,
    body: [
      `The grid contract of ${name} on node ${nodeId} was cancelled by somebody outside this marketplace. The machine and its disk are gone with it.`,
      `Nothing is charged after ${at}, when it was last seen there. The operator has been told.`,
    ].join('\n\n'),
  };
}
