import { describe, expect, it } from 'vitest';
import { gridNode } from '../nodes/node.fixture.ts';
import { genesisPolicy as policy } from '../pricing/policy.fixture.ts';
import type { PriceRule } from '../pricing/price-rule.ts';
import { type PlacementFacts, placeOrder } from './place-order.ts';
import { previewDeployments, previewSizes } from './preview-prices.ts';

const rule = (percent: number, discountPassedOnPercent = 0): PriceRule => ({
  general: { percent, fixedMonthlyUnits: 0n, minimumMonthlyUnits: 0n },
  apps: {},
  discountPassedOnPercent,
});
const nodes = [gridNode({ id: 1 }), gridNode({ id: 2, certified: true }), gridNode({ id: 3, status: 'down' })];
const facts: PlacementFacts = {
  nodes,
  policy,
  rule: rule(20),
  staking: { price: { averageMusd: 10n, minMusd: 1n, maxMusd: 1000n }, usableUnits: 10n ** 15n },
};
const small = { cpu: 1, memoryMb: 2048, diskGb: 25 };

describe('the effect of a rule on public prices', () => {
  it('is a range over the nodes on offer, with what is left above the list price', () => {
    const [first] = previewSizes(facts, rule(25));
    expect(first).toMatchObject({
      app: { id: 'vm' },
      size: { id: 'small' },
      grid: { fromUnits: 56_372n * 720n, toUnits: 70_465n * 720n },
      now: { fromUnits: 67_646n * 720n, toUnits: 84_558n * 720n },
      next: { fromUnits: 70_465n * 720n, toUnits: 88_081n * 720n },
      nodesBelowGrid: 0,
    });
    expect(first?.marginPercent).toBeCloseTo(19.9);
  });

  it('counts the nodes where the passed-on discount goes below the list price', () => {
    const [first] = previewSizes(facts, rule(20, 50));
    expect(first).toMatchObject({ nodesBelowGrid: 2 });
    expect(first?.marginPercent).toBeLessThan(0);
  });

  it('is nothing where no node is on offer', () => {
    expect(previewSizes({ ...facts, nodes: nodes.slice(2) }, rule(25))).toEqual([]);
  });
});

describe('the effect of a rule on what runs', () => {
  const running = { appId: 'vm', imageId: 'ubuntu-24.04', size: small, publicIpv4: false, nodeId: 2, hourlyUnits: 1n };

  it('is the price of a new order on the same node', () => {
    const app = { app: { id: 'vm' }, image: { kind: 'full' }, size: small, sizeId: 'small' } as never;
    const order = { placement: { mode: 'node' as const, nodeId: 2 }, publicIpv4: false };
    const placed = placeOrder(app, order, { ...facts, rule: rule(25) });
    expect(previewDeployments([running], facts, rule(25))).toEqual([
      { deployment: running, nextHourlyUnits: (placed as { price: { hourlyUnits: bigint } }).price.hourlyUnits },
    ]);
  });

  it('is not known where the node is gone', () => {
    expect(previewDeployments([{ ...running, nodeId: 99 }], facts, rule(25))[0]?.nextHourlyUnits).toBeNull();
  });
});
