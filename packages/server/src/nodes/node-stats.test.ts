import { NodeStats } from '@marketplace/contract/nodes';
import { buildNodeIndex, type GridNode } from '@marketplace/core/nodes';
import { expect, it } from 'vitest';
import { listedNode } from './listed-node.fixture.ts';

import { nodeStats } from './node-stats.ts';
import { presentNode } from './present-node.ts';

const node = (change: Partial<GridNode>): GridNode => {
  const { uptimeSeconds: _, ...listed } = listedNode();
  return { ...listed, v3OptedOut: false, unknownSinceMs: null, uptimePercent: 99.5, ...change };
};

const index = buildNodeIndex({
  nodes: [
    node({ id: 1 }),
    node({ id: 2, latitude: 51.049, ipv4Free: 0, farmId: 2, gpus: [] }),
    node({ id: 3, status: 'down', farmId: 2 }),
    node({
      id: 4,
      country: 'Japan',
      countryCode: 'JP',
      region: 'asia',
      latitude: null,
      longitude: null,
      unknownSinceMs: 5,
    }),
  ],
  monthlyFromUnits: ({ id }) => (id === 1 ? 81_000_000n : null),
  asOfMs: Date.parse('2026-03-01T00:00:00Z'),
});

it('counts nodes by country, region and place; unknown ones are not up', () => {
  const stats = nodeStats(index);
  expect(NodeStats.parse(stats)).toEqual(stats);
  expect(stats).toMatchObject({
    nodes: 4,
    nodesUp: 2,
    farms: 2,
    totalCpu: 48,
    gpus: 1,
    asOf: '2026-03-01T00:00:00.000Z',
  });
  expect(stats.countries).toEqual([
    { country: 'Belgium', countryCode: 'BE', region: 'europe', nodes: 3, nodesUp: 2 },
    { country: 'Japan', countryCode: 'JP', region: 'asia', nodes: 1, nodesUp: 0 },
  ]);
  expect(stats.regions).toHaveLength(6);
  expect(stats.regions).toContainEqual({ region: 'europe', nodes: 3, nodesUp: 2, offerable: 2, ipv4: 1 });
  expect(stats.regions).toContainEqual({ region: 'africa', nodes: 0, nodesUp: 0, offerable: 0, ipv4: 0 });
  expect(stats.cities).toEqual([{ city: 'Ghent', country: 'Belgium', latitude: 51.05, longitude: 3.72, nodes: 3 }]);
  expect(stats.places).toEqual([
    { latitude: 51.1, longitude: 3.7, nodes: 2, nodesUp: 1 },
    { latitude: 51, longitude: 3.7, nodes: 1, nodesUp: 1 },
  ]);
});

it('shows a node with its price, or with the reason why it is not offered', () => {
  const [one, four] = [index.byId.get(1), index.byId.get(4)];
  if (!one || !four) throw new Error('nodes are missing');
  expect(presentNode(one)).toMatchObject({
    id: 1,
    offerable: true,
    notOfferableReason: null,
    monthlyFrom: { currency: 'USD', amount: '8.1000000' },
    updatedAt: '2026-03-01T00:00:00.000Z',
  });
  expect(presentNode(four)).toMatchObject({
    offerable: false,
    notOfferableReason: 'the grid has no news of this node',
    monthlyFrom: null,
  });
});
