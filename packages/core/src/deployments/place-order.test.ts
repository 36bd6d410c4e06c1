import { expect, it } from 'vitest';
import { resolveOrder } from '../catalog/index.ts';
import type { NodeListing } from '../nodes/index.ts';
import { gridNode } from '../nodes/node.fixture.ts';
import { genesisPolicy } from '../pricing/policy.fixture.ts';
import { isRefusal } from '../refusal/index.ts';
import { placeOrder } from './place-order.ts';

const machine = resolveOrder({ appId: 'vm', imageId: 'ubuntu-24.04', sizeId: 'small' });
if (isRefusal(machine)) throw new Error(machine.message);
const listing: NodeListing = {
  providerActive: true,
  exposed: true,
  pausedReason: null,
  leaving: false,
  farmId: 1,
  apps: ['vm'],
};
const withoutMachines = gridNode({ id: 1, uptimePercent: 100, listing: { ...listing, apps: ['nextcloud'] } });
const facts = (nodes: ReturnType<typeof gridNode>[]) => ({
  nodes,
  policy: genesisPolicy,
  rule: {
    general: { percent: 20, fixedMonthlyUnits: 0n, minimumMonthlyUnits: 0n },
    apps: {},
    discountPassedOnPercent: 0,
  },
});
const place = (nodes: ReturnType<typeof gridNode>[], placement: Parameters<typeof placeOrder>[1]['placement']) =>
  placeOrder(machine, { placement, publicIpv4: false }, facts(nodes));

it('an order goes past nodes whose provider does not accept its app', () => {
  const nodes = [withoutMachines, gridNode({ id: 2, uptimePercent: 99, listing })];
  expect(place(nodes, { mode: 'auto' })).toMatchObject({ node: { id: 2 } });
  expect(place([withoutMachines], { mode: 'auto' })).toMatchObject({ code: 'no_capacity' });
});

it('such a node, and one that is withheld, cannot be chosen by name', () => {
  expect(place([withoutMachines], { mode: 'node', nodeId: 1 })).toMatchObject({
    code: 'node_unavailable',
    message: 'Node 1 cannot be chosen: its provider does not accept Virtual machine.',
  });
  const hidden = gridNode({ id: 3, listing, withheld: { code: 'hidden', reason: 'hidden by its provider' } });
  expect(place([hidden], { mode: 'node', nodeId: 3 })).toMatchObject({
    code: 'node_unavailable',
    details: { errors: [{ path: 'placement.nodeId', message: 'hidden by its provider' }] },
  });
  expect(place([hidden], { mode: 'auto' })).toMatchObject({ code: 'no_capacity' });
});
