import { DatabaseSync } from 'node:sqlite';
import { pickNode, regions, whyNotOfferable } from '@marketplace/core/nodes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../../sandboxes/src/clock.ts';
import { startTfgrid, type Tfgrid } from '../../../sandboxes/src/tfgrid/start.ts';
import { createGridproxy, type Gridproxy, GridproxyFault } from './gridproxy.ts';
import type { ListedNode } from './to-grid-node.ts';

/** The adapter against a whole grid over the wire. */
let grid: Tfgrid;
let gridproxy: Gridproxy;
let nodes: readonly ListedNode[];

beforeAll(async () => {
  grid = await startTfgrid({
    ports: { chain: 0, gridproxy: 0, relay: 0 },
    clock: createClock(new DatabaseSync(':memory:')),
    operator: { publicKeyHex: '11'.repeat(32), balanceUnits: 0n },
  });
  gridproxy = createGridproxy({ url: grid.urls.gridproxy });
  const listing = await gridproxy.fetchAllNodes();
  expect(listing.unreadable).toEqual([]);
  nodes = listing.nodes;
});

afterAll(() => grid?.close());

const asKnown = (node: ListedNode) => ({ ...node, v3OptedOut: false, unknownSinceMs: null, uptimePercent: null });

describe('a grid of the usual size', () => {
  it('is read whole, over several pages, and agrees with the chain', () => {
    expect(nodes.length).toBe(grid.access.nodes().length);
    expect(nodes.length).toBeGreaterThan(1500);
    for (const node of nodes.slice(0, 50)) {
      const onChain = grid.access.node(node.id);
      expect(node).toMatchObject({
        farmId: onChain?.farmId,
        twinId: onChain?.twinId,
        total: { cpu: onChain?.resources.cru },
      });
    }
  });

  it('stands in known countries of every region', () => {
    expect(nodes.filter((node) => node.countryCode === null)).toEqual([]);
    expect(new Set(nodes.map((node) => node.region))).toEqual(new Set(regions));
  });

  it('has nodes on offer, and others with a reason why not', () => {
    const reasons = new Set(nodes.map((node) => whyNotOfferable(asKnown(node))?.code));
    expect(reasons).toContain(undefined);
    expect(reasons).toContain('dedicated');
    expect(reasons).toContain('standby');
  });

  it('has room for a machine with an address in Europe', () => {
    const medium = { cpu: 2, memoryMb: 4096, ssdMb: 53_248, hddMb: 0, publicIpv4Count: 1 };
    expect(pickNode(nodes.map(asKnown), medium, { region: 'europe' }, () => 1n)).toMatchObject({
      node: { region: 'europe' },
    });
  });
});

it('reads one node as the list has it', async () => {
  // What moves with time is left out: the two answers are moments apart.
  const still = ({ reportedAtMs: _, uptimeSeconds: __, ...node }: ListedNode) => node;
  const listed = nodes.find((node) => node.id === 11);
  const detail = await gridproxy.fetchNode(11);
  expect(detail && still(detail)).toEqual(listed && still(listed));
  expect(await gridproxy.fetchNode(999_999)).toBeUndefined();
});

it('reads the farms that the nodes belong to', async () => {
  const farms = new Set((await gridproxy.fetchFarms()).map((farm) => farm.farmId));
  expect(nodes.filter((node) => !farms.has(node.farmId))).toEqual([]);
  const [provider] = grid.providers;
  expect(await gridproxy.fetchFarms(provider?.twinId)).toMatchObject([{ farmId: provider?.farmId }]);
  expect(await gridproxy.fetchFarms(4_000_000)).toEqual([]);
});

it('calls a silent gridproxy a fault', async () => {
  const impatient = createGridproxy({ url: grid.urls.gridproxy, timeoutMs: 200 });
  await grid.control.request('/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ target: 'gridproxy', kind: 'silence', count: 1 }),
  });
  await expect(impatient.fetchAllNodes()).rejects.toBeInstanceOf(GridproxyFault);
});
