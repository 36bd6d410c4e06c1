import type { Notice } from '../notifications/index.ts';

/** Where the person follows their request, and where the operator decides it. */
const APPLY = '/provider/apply';
const inbox = (requestId: string) => `/operator/providers/${requestId}`;

const nodesOf = (nodeIds: readonly number[]): string =>
  nodeIds.length === 1 ? `node ${nodeIds[0]}` : `nodes ${nodeIds.join(', ')}`;

export const requestSentNotice = (request: { id: string; name: string; nodeIds: readonly number[] }): Notice => ({
  topic: 'operator',
  severity: 'info',
  dedupeKey: `provider-request:${request.id}`,
  title: 'Somebody wants to become a provider',
  body: `${request.name} asks to offer ${nodesOf(request.nodeIds)}. The account that owns them is proven.`,
  link: inbox(request.id),
  linkLabel: 'Decide',
});

/** A message on a request, to the other side; each message is an occasion of its own. */
export function requestMessageNotice(message: {
  id: string;
  requestId: string;
  text: string;
  by: 'operator' | 'provider';
  needsInfo: boolean;
}): Notice {
  const fromOperator = message.by === 'operator';
  const asks = fromOperator && message.needsInfo;
  return {
    topic: fromOperator ? 'provider' : 'operator',
    severity: asks ? 'warn' : 'info',
    dedupeKey: `provider-message:${message.id}`,
    title: asks
      ? 'Your provider request needs an answer'
      : fromOperator
        ? 'A message about your provider request'
        : 'An answer to a provider request',
    body: asks ? `${message.text}\n\nYour request waits until you answer.` : message.text,
    link: fromOperator ? APPLY : inbox(message.requestId),
    linkLabel: asks ? 'Answer' : 'Open the request',
  };
}

export const requestApprovedNotice = (request: {
  id: string;
  nodeIds: readonly number[];
  reason: string | null;
}): Notice => ({
  topic: 'provider',
  severity: 'info',
  dedupeKey: `provider-decision:${request.id}`,
  title: 'You are a cloud provider now',
  body: [
    `Your request was approved: ${nodesOf(request.nodeIds)} can be ordered from now on. You may hide a node at any time.`,
    ...(request.reason ? [`The operator writes: ${request.reason}`] : []),
  ].join('\n\n'),
  link: '/provider',
  linkLabel: 'See your nodes',
});

export const requestDeclinedNotice = (request: { id: string; reason: string }): Notice => ({
  topic: 'provider',
  severity: 'warn',
  dedupeKey: `provider-decision:${request.id}`,
  title: 'Your provider request was declined',
  body: `The operator's reason: ${request.reason}\n\nYou may send another request when that has changed.`,
  link: APPLY,
  linkLabel: 'See your request',
});

export const providerRevokedNotice = (revoked: { at: string; nodeCount: number; reason: string }): Notice => ({
  topic: 'provider',
  severity: 'urgent',
  dedupeKey: `provider-revoked:${revoked.at}`,
  title: 'You are no longer a cloud provider here',
  body: [
    `The operator's reason: ${revoked.reason}`,
    revoked.nodeCount === 0
      ? 'You had no node on offer.'
      : 'Your nodes are no longer offered. What runs on them goes on until its users end it, and what you earned stays yours.',
    'You may apply again.',
  ].join('\n\n'),
  link: APPLY,
  linkLabel: 'Apply again',
});
