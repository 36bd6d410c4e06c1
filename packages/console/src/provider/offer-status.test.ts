import type { ProviderNode } from '@marketplace/contract';
import { expect, it } from 'vitest';
import { offerStatus } from './offer-status.ts';

const node = (
  state: ProviderNode['state'],
  change: Partial<ProviderNode> = {},
  notOfferableReason: string | null = null,
) => ({ node: { notOfferableReason }, state, pausedReason: null, liveDeployments: 0, ...change }) as ProviderNode;

it.each([
  [node('offered'), 'Offered', undefined],
  [node('hidden', {}, 'hidden by its provider'), 'Hidden', undefined],
  [node('paused', { pausedReason: 'often offline' }, 'paused'), 'Paused', 'by the operator: often offline'],
  [node('withheld', {}, 'no room left'), 'Not offered', 'no room left'],
  [node('leaving', { liveDeployments: 2 }, 'x'), 'Leaving', 'when 2 servers on it ended'],
  [node('leaving', { liveDeployments: 1 }, 'x'), 'Leaving', 'when the last server on it ended'],
])('a node says whether it is sold and why not: %#', (given, word, reason) => {
  const found = offerStatus(given);
  expect([found.status.word, found.reason]).toEqual([word, reason]);
});
