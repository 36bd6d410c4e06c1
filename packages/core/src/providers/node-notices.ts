import type { Notice } from '../notifications/index.ts';

const pageOf = (nodeId: number) => ({ link: `/provider/nodes/${nodeId}`, linkLabel: 'See the node' });

/** `at` tells one occasion of a node from the next. */
interface Occasion {
  nodeId: number;
  at: string;
}

export const nodePausedNotice = ({ nodeId, at, reason }: Occasion & { reason: string }): Notice => ({
  topic: 'provider',
  severity: 'warn',
  dedupeKey: `node-paused:${nodeId}:${at}`,
  title: `Node ${nodeId} was paused`,
  body: `The operator's reason: ${reason}\n\nIt takes no new order. What runs on it goes on and keeps earning.`,
  ...pageOf(nodeId),
});

export const nodeResumedNotice = ({ nodeId, at, exposed }: Occasion & { exposed: boolean }): Notice => ({
  topic: 'provider',
  severity: 'info',
  dedupeKey: `node-resumed:${nodeId}:${at}`,
  title: `Node ${nodeId} is no longer paused`,
  body: exposed ? 'It can be ordered again.' : 'You have hidden it: expose it, and it can be ordered again.',
  ...pageOf(nodeId),
});

export const nodeShareNotice = (
  share: Occasion & { from: string; percent: number | null; general: number; reason: string },
): Notice => ({
  topic: 'provider',
  severity: 'info',
  dedupeKey: `node-share:${share.nodeId}:${share.at}`,
  title:
    share.percent === null
      ? `The general share holds again for node ${share.nodeId}`
      : `Your share on node ${share.nodeId} is ${share.percent} %`,
  body: [
    `Of the markup on what runs there, ${share.percent ?? share.general} % is yours from ${hourWords(share.from)} UTC on. What was earned before stays as it is.`,
    `The operator's reason: ${share.reason}`,
  ].join('\n\n'),
  ...pageOf(share.nodeId),
});

/** 2026-11-24 13:00 */
const hourWords = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

const serversOf = (count: number): string => (count === 1 ? '1 server' : `${count} servers`);

/** To the operators: part of the supply goes. */
export const nodeLeavingNotice = ({ nodeId, at, live }: Occasion & { live: number }): Notice => ({
  topic: 'operator',
  severity: 'info',
  dedupeKey: `node-leaving:${nodeId}:${at}`,
  title: `Node ${nodeId} is taken out by its provider`,
  body:
    live === 0
      ? 'Nothing runs on it: it is gone.'
      : `It takes no new order. ${serversOf(live)} on it go on until their users end them; then it is gone.`,
  link: '/operator/nodes',
  linkLabel: 'See the nodes',
});

/** To the provider, when the last server on a leaving node has ended. */
export const nodeLeftNotice = ({ nodeId, at }: Occasion): Notice => ({
  topic: 'provider',
  severity: 'info',
  dedupeKey: `node-left:${nodeId}:${at}`,
  title: `Node ${nodeId} is gone from this marketplace`,
  body: 'Nothing runs on it any more. What it earned stays yours. To bring it again, send a new request.',
  link: '/provider/nodes',
  linkLabel: 'See your nodes',
});
