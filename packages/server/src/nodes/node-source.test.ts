import type { GridNode } from '@marketplace/core/nodes';
import { describe, expect, it } from 'vitest';
import { listedNode } from './listed-node.fixture.ts';
import { createNodeSource, type NodeSource } from './node-source.ts';
import { smallestMonthly } from './smallest-price.ts';

const { uptimeSeconds: _, ...listed } = listedNode();
const node: GridNode = { ...listed, v3OptedOut: false, unknownSinceMs: null, uptimePercent: null };
const syncedAt = new Date('2026-03-01T00:00:00Z');

function setup() {
  const world = {
    version: 1,
    failingSince: null as Date | null,
    held: undefined as Promise<void> | undefined,
    nowMs: syncedAt.getTime(),
    machineMs: 0,
    price: 1n,
    loads: 0,
    looks: 0,
  };
  const source = createNodeSource({
    store: {
      async syncState() {
        world.looks += 1;
        return { version: world.version, syncedAt, failingSince: world.failingSince };
      },
      async loadNodes() {
        world.loads += 1;
        const { version, held } = world;
        await held;
        return [{ ...node, city: `version ${version}` }];
      },
    },
    prices: async () => ({ key: String(world.price), monthlyFromUnits: () => world.price }),
    now: () => new Date(world.nowMs),
    monotonicMs: () => world.machineMs,
  });
  return { world, source };
}

const cityIn = async (source: NodeSource) => (await source.current()).rows[0]?.node.city;

describe('the picture of the nodes', () => {
  it('is read once, however many ask at once and within a second', async () => {
    const { world, source } = setup();
    const indexes = await Promise.all([source.current(), source.current(), source.current()]);
    world.version = 2;
    world.machineMs = 999;
    indexes.push(await source.current());
    expect(new Set(indexes).size).toBe(1);
    expect(world).toMatchObject({ loads: 1, looks: 1 });
  });

  it('is read again after a sync, at the latest a second later', async () => {
    const { world, source } = setup();
    await source.current();
    world.machineMs = 1000;
    await source.current();
    expect(world).toMatchObject({ loads: 1, looks: 2 });
    world.version = 2;
    world.machineMs = 2000;
    expect(await cityIn(source)).toBe('version 2');
  });

  it('is read again at once where the sync ran, even while an older look is under way', async () => {
    const { world, source } = setup();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    world.held = held;
    const older = source.current();
    await expect.poll(() => world.loads).toBe(1);
    world.held = undefined;
    world.version = 2;
    source.invalidate();
    expect(await cityIn(source)).toBe('version 2');
    letGo();
    expect((await older).rows[0]?.node.city).toBe('version 1');
    expect(await cityIn(source)).toBe('version 2');
  });

  it('follows the prices', async () => {
    const { world, source } = setup();
    await source.current();
    world.price = 7n;
    world.machineMs = 1000;
    expect((await source.current()).rows[0]?.monthlyFromUnits).toBe(7n);
  });
});

describe('silence of the grid', () => {
  it('makes every node unknown after half an hour, and not before', async () => {
    const { world, source } = setup();
    world.failingSince = syncedAt;
    world.nowMs += 30 * 60_000;
    expect((await source.current()).rows[0]?.notOfferable).toBeUndefined();
    world.nowMs += 1;
    world.machineMs = 1000;
    expect((await source.current()).rows[0]).toMatchObject({
      notOfferable: { code: 'unknown' },
      node: { unknownSinceMs: syncedAt.getTime() },
    });
  });

  it('is not proved by time that was moved', async () => {
    const { world, source } = setup();
    world.nowMs += 30 * 86_400_000;
    expect((await source.current()).rows[0]?.notOfferable).toBeUndefined();
  });
});

it('prices the smallest machine, by kind of node', () => {
  const policy = {
    cuUnits: 100_000n,
    suUnits: 50_000n,
    nuUnits: 15_000n,
    ipv4Units: 40_000n,
    nameUnits: 2_500n,
    rentPercent: 50n,
  };
  const general = { percent: 0, fixedMonthlyUnits: 0n, minimumMonthlyUnits: 0n };
  const rule = { general, apps: {}, discountPassedOnPercent: 0 };
  const { monthlyFromUnits: monthly, key } = smallestMonthly({ policy, rule });
  expect(monthly(node)).toBe(56_250n * 720n);
  expect(monthly({ ...node, certified: true })).toBe(70_313n * 720n);
  expect(monthly({ ...node, dedicated: true })).toBeNull();
  const dearer = { ...rule, apps: { vm: { ...general, percent: 10 } } };
  const other = { ...rule, apps: { another: { ...general, percent: 10 } } };
  expect([other, dearer].map((next) => smallestMonthly({ policy, rule: next }).key === key)).toEqual([true, false]);
});
