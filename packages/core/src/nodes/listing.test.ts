import { describe, expect, it } from 'vitest';
import type { NodeListing } from './grid-node.ts';
import { acceptsApp, offerState, whyWithheld } from './listing.ts';
import { gridNode } from './node.fixture.ts';
import { whyNotOfferable } from './offerable.ts';

const listing: NodeListing = {
  providerActive: true,
  exposed: true,
  pausedReason: null,
  leaving: false,
  farmId: 1,
  apps: ['vm'],
};
const brought = (change: Partial<NodeListing> = {}) => gridNode({ listing: { ...listing, ...change } });

describe('a node that a provider brought', () => {
  it('is sold in both pools while it is exposed', () => {
    expect([whyWithheld(brought(), 'grid'), whyWithheld(brought(), 'listed')]).toEqual([undefined, undefined]);
  });

  it.each<[string, Partial<NodeListing>]>([
    ['provider_revoked', { providerActive: false, exposed: true }],
    ['owner_changed', { farmId: 2 }],
    ['leaving', { leaving: true, pausedReason: 'too often offline', exposed: false }],
    ['paused', { pausedReason: 'too often offline' }],
    ['hidden', { exposed: false }],
  ])('is not sold in either pool when it is %s', (code, change) => {
    for (const pool of ['grid', 'listed'] as const) expect(whyWithheld(brought(change), pool)?.code).toBe(code);
  });

  it('takes the apps that its provider chose', () => {
    expect([acceptsApp(brought(), 'vm'), acceptsApp(brought({ apps: ['nextcloud'] }), 'vm')]).toEqual([true, false]);
  });
});

describe('a node that nobody brought', () => {
  it('is sold with the whole grid and not where only listed nodes are', () => {
    expect(whyWithheld(gridNode(), 'grid')).toBeUndefined();
    expect(whyWithheld(gridNode(), 'listed')?.code).toBe('not_listed');
  });

  it('takes every app', () => {
    expect(acceptsApp(gridNode(), 'anything')).toBe(true);
  });
});

it('stands as people decided, and only then as the grid sees it', () => {
  const down = { code: 'down', reason: 'offline' } as const;
  const state = (change: Partial<NodeListing>, why?: typeof down) => offerState({ ...listing, ...change }, why);
  expect([state({}), state({}, down), state({ exposed: false }, down)]).toEqual(['offered', 'withheld', 'hidden']);
  expect(state({ exposed: false, pausedReason: 'x' }, down)).toBe('paused');
  expect(state({ exposed: false, pausedReason: 'x', leaving: true }, down)).toBe('leaving');
});

it('a node that the marketplace withholds is not offerable, with that reason', () => {
  const withheld = { code: 'hidden', reason: 'hidden by its provider' } as const;
  expect(whyNotOfferable(gridNode({ withheld, status: 'down' }))).toEqual(withheld);
  expect(whyNotOfferable(gridNode({ withheld, unknownSinceMs: 1 }))?.code).toBe('unknown');
});
