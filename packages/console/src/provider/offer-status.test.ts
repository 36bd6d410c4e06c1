import type { ProviderNode } from '@marketplace/contract';
import { expect, it } from 'vitest';
import { offerStatus } from './offer-status.ts';

const node = (change: Partial<ProviderNode>, offerable = true, notOfferableReason: string | null = null) =>
  ({ node: { offerable, notOfferableReason }, exposed: true, pausedReason: null, ...change }) as ProviderNode;

it.each([
  [node({}), 'Offered', undefined],
  [node({ exposed: false }, false, 'hidden by its provider'), 'Hidden', undefined],
  [
    node({ pausedReason: 'often offline' }, false, 'paused by the marketplace'),
    'Paused',
    'by the operator: often offline',
  ],
  [node({ pausedReason: 'often offline', exposed: false }, false), 'Paused', 'by the operator: often offline'],
  [node({}, false, 'no room left'), 'Not offered', 'no room left'],
])('a node says whether it is sold and why not: %#', (given, word, reason) => {
  const found = offerStatus(given);
  expect([found.status.word, found.reason]).toEqual([word, reason]);
});
