import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm } from './distance.ts';
import type { GridNode } from './grid-node.ts';
import { gridNode } from './node.fixture.ts';
import { buildNodeIndex, type NodeIndex } from './node-index.ts';
import { type NodeFilters, type NodeQuery, nodeSorts } from './node-query.ts';
import { regionOf } from './regions.ts';
import { searchNodes } from './search-nodes.ts';
import { whyExcluded } from './why-excluded.ts';

const priceOf = (node: GridNode): bigint | null =>
  node.dedicated ? null : BigInt(node.id % 7) * 10_000_000n + (node.certified ? 5n : 0n);
const indexOf = (nodes: readonly GridNode[]) => buildNodeIndex({ nodes, monthlyFromUnits: priceOf, asOfMs: 0 });
const search = (index: NodeIndex, query: NodeQuery) => searchNodes(index, query);

const small = fc.integer({ min: 0, max: 4 });
const nodes = fc.uniqueArray(
  fc
    .record({
      id: fc.integer({ min: 1, max: 300 }),
      farmId: small,
      country: fc.constantFrom(['Belgium', 'BE'], ['Japan', 'JP'], ['Fiji', 'FJ'], ['Atlantis', null]),
      place: fc.option(fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -180, max: 180 }))),
      status: fc.constantFrom('up' as const, 'down' as const, 'standby' as const),
      cpu: small,
      memoryGb: small,
      ssdGb: small,
      hddGb: small,
      gpus: fc.array(
        fc.record({
          id: fc.constant('g'),
          vendor: fc.constantFrom('AMD', 'NVIDIA'),
          model: fc.constantFrom('RTX 4090', 'Navi 10'),
        }),
        {
          maxLength: 2,
        },
      ),
      certified: fc.boolean(),
      dedicated: fc.boolean(),
      ipv4Free: small,
      ipv6: fc.boolean(),
      exposed: fc.boolean(),
      alliances: fc.subarray(['a', 'b'].map((id) => ({ id, slug: id, name: id }))),
      features: fc.subarray(['zmachine', 'network', 'zdb']),
      uptimePercent: fc.option(fc.integer({ min: 0, max: 4 }).map((value) => value * 25)),
    })
    .map(({ country: [country = '', countryCode = null], place, cpu, memoryGb, ssdGb, hddGb, exposed, ...rest }) => {
      const size = { cpu, memoryMb: memoryGb * 1024, ssdGb, hddGb };
      const [latitude = null, longitude = null] = place ?? [];
      const change = { country: country ?? '', countryCode, region: regionOf(countryCode), latitude, longitude };
      const listing = {
        providerActive: true,
        exposed,
        pausedReason: null,
        leaving: false,
        farmId: rest.farmId,
        apps: [],
      };
      return gridNode({ ...rest, ...change, total: size, free: size, ...(exposed ? { listing } : {}) });
    }),
  { selector: (node) => node.id, maxLength: 25 },
);

const flag = fc.boolean();
const filters = fc.record<NodeFilters>(
  {
    country: fc.constantFrom('belgium', 'jp', 'Narnia'),
    region: fc.constantFrom('europe', 'asia', 'africa'),
    minCpu: small,
    minMemoryGb: small,
    minSsdGb: small,
    minHddGb: small,
    gpu: flag,
    gpuModel: fc.constantFrom('rtx', 'amd', 'voodoo'),
    certified: flag,
    dedicated: flag,
    ipv4: flag,
    ipv6: flag,
    exposed: flag,
    farmId: small,
    allianceId: fc.constantFrom('a', 'b'),
    feature: fc.constantFrom('zdb', 'qsfs'),
    maxMonthlyUsd: small,
    minUptime: fc.constantFrom(0, 50, 100),
    status: fc.constantFrom('up' as const, 'standby' as const),
    bbox: fc
      .constantFrom([-10, 35, 30, 70], [150, -60, -150, 60], [-180, -90, 180, 90])
      .map(([west = 0, south = 0, east = 0, north = 0]) => ({ west, south, east, north })),
    maxDistanceKm: fc.integer({ min: 0, max: 20_000 }),
    within: fc.array(
      fc
        .array(fc.integer({ min: 1, max: 300 }), { minLength: 100 })
        .map((ids) => ({ ids: new Set(ids), name: 'some' })),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);
const queries = fc
  .tuple(
    filters,
    fc.constantFrom(...nodeSorts),
    fc.integer({ min: 1, max: 7 }),
    fc.record({ latitude: fc.integer({ min: -90, max: 90 }), longitude: fc.integer({ min: -180, max: 180 }) }),
  )
  // A few conditions at a time: with all of them nothing ever fits.
  .chain(([full, sort, limit, near]) =>
    fc.subarray(Object.keys(full) as (keyof NodeFilters)[], { maxLength: 4 }).map((keys): NodeQuery => {
      const picked = Object.fromEntries(keys.map((key) => [key, full[key]])) as NodeFilters;
      const measured = sort === 'distance' || picked.maxDistanceKm !== undefined;
      return { ...picked, sort, limit, ...(measured ? { near } : {}) };
    }),
  );

const kmTo = (node: GridNode, { near }: NodeFilters): number | null =>
  near && node.latitude !== null && node.longitude !== null
    ? distanceKm(near, { latitude: node.latitude, longitude: node.longitude })
    : null;

/** The same conditions, asked the plain way. */
function passes(node: GridNode, q: NodeFilters): boolean {
  const price = priceOf(node);
  const { longitude: x, latitude: y } = node;
  const km = kmTo(node, q);
  return (
    (q.country === undefined ||
      [node.country, node.countryCode].some((name) => name?.toLowerCase() === q.country?.toLowerCase())) &&
    (q.region === undefined || node.region === q.region) &&
    node.total.cpu >= (q.minCpu ?? 0) &&
    node.free.memoryMb >= (q.minMemoryGb ?? 0) * 1024 &&
    node.free.ssdGb >= (q.minSsdGb ?? 0) &&
    node.free.hddGb >= (q.minHddGb ?? 0) &&
    (q.gpu === undefined || node.gpus.length > 0 === q.gpu) &&
    (q.gpuModel === undefined ||
      node.gpus.some((gpu) => `${gpu.vendor} ${gpu.model}`.toLowerCase().includes(q.gpuModel ?? ''))) &&
    (q.certified ?? node.certified) === node.certified &&
    (q.dedicated ?? node.dedicated) === node.dedicated &&
    (q.ipv4 === undefined || node.ipv4Free > 0 === q.ipv4) &&
    (q.ipv6 ?? node.ipv6) === node.ipv6 &&
    (q.exposed === undefined || (node.listing !== undefined) === q.exposed) &&
    (q.farmId ?? node.farmId) === node.farmId &&
    (q.allianceId === undefined || (node.alliances ?? []).some(({ id }) => id === q.allianceId)) &&
    (q.feature === undefined || node.features.includes(q.feature)) &&
    (q.maxMonthlyUsd === undefined || (price !== null && price <= BigInt(q.maxMonthlyUsd) * 10_000_000n)) &&
    (q.minUptime === undefined || (node.uptimePercent !== null && node.uptimePercent >= q.minUptime)) &&
    (q.status ?? node.status) === node.status &&
    (q.maxDistanceKm === undefined || (km !== null && km <= q.maxDistanceKm)) &&
    (q.within ?? []).every(({ ids }) => ids.has(node.id)) &&
    (q.bbox === undefined || (x !== null && y !== null && isInside(x, y, q.bbox)))
  );
}

const isInside = (x: number, y: number, { west, south, east, north }: NonNullable<NodeFilters['bbox']>): boolean =>
  y >= south && y <= north && (west <= east ? x >= west && x <= east : x >= west || x <= east);

/** The numbers of all nodes that fit, in order. */
function naive(all: readonly GridNode[], q: NodeQuery): number[] {
  const keys: Record<string, (node: GridNode) => number | null> = {
    price: (node) => (priceOf(node) === null ? null : Number(priceOf(node))),
    uptime: (node) => node.uptimePercent,
    memory: (node) => node.free.memoryMb,
    ssd: (node) => node.free.ssdGb,
    cpu: (node) => node.total.cpu,
    id: (node) => node.id,
    distance: (node) => kmTo(node, q),
  };
  const key = keys[q.sort.replace('-', '')] ?? (() => 0);
  const sign = q.sort.startsWith('-') ? -1 : 1;
  const missing = (node: GridNode) => (key(node) === null ? 1 : 0);
  return all
    .filter((node) => passes(node, q))
    .sort((a, b) => missing(a) - missing(b) || sign * ((key(a) ?? 0) - (key(b) ?? 0)) || a.id - b.id)
    .map((node) => node.id);
}

/** Page after page, with the totals that they told. */
function readAll(index: NodeIndex, query: NodeQuery): { ids: number[]; totals: Set<number> } {
  const ids: number[] = [];
  const totals = new Set<number>();
  let after: NodeQuery['after'];
  do {
    const page = search(index, { ...query, after });
    ids.push(...page.items.map(({ node }) => node.id));
    totals.add(page.total);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return { ids, totals };
}

describe('a search', () => {
  it('finds what a plain filter finds, in its order, on pages that add up', () => {
    fc.assert(
      fc.property(nodes, fc.array(queries, { minLength: 10, maxLength: 10 }), (all, ten) => {
        const index = indexOf(all);
        for (const query of ten) {
          const wanted = naive(all, query);
          const { ids, totals } = readAll(index, query);
          expect(ids).toEqual(wanted);
          expect(totals).toEqual(new Set([wanted.length]));
        }
      }),
      // Ten thousand searches.
      { numRuns: 1000 },
    );
  });

  it('goes on where it was although the nodes changed in between', () => {
    fc.assert(
      fc.property(nodes, nodes, queries, (before, after, query) => {
        const first = search(indexOf(before), query);
        if (first.next === null) return;
        const last = first.items.at(-1)?.node;
        const next = search(indexOf(after), { ...query, after: first.next, limit: 100 });
        const whole = naive([...after.filter((node) => node.id !== last?.id), ...(last ? [last] : [])], query);
        expect(next.items.map(({ node }) => node.id).filter((id) => id !== last?.id)).toEqual(
          whole.slice(whole.indexOf(last?.id ?? 0) + 1),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('why a node is not found', () => {
  it('names a reason for exactly the nodes that the search leaves out, and each filter that does', () => {
    fc.assert(
      fc.property(nodes, queries, (all, query) => {
        const index = indexOf(all);
        const found = new Set(search(index, { ...query, limit: 100 }).items.map(({ node }) => node.id));
        for (const row of index.rows) {
          const excluded = whyExcluded(row, query);
          expect(excluded.length === 0).toBe(found.has(row.node.id));
          for (const { filter } of excluded) {
            const near = filter === 'maxDistanceKm' ? { near: query.near } : {};
            expect(passes(row.node, { [filter]: query[filter], ...near })).toBe(false);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is said in words about the node', () => {
    const [row] = indexOf([gridNode({ id: 2, status: 'down', gpus: [], uptimePercent: 91.5 })]).rows;
    if (!row) throw new Error('the row is missing');
    const asked: NodeFilters = {
      region: 'asia',
      minMemoryGb: 128,
      gpu: true,
      minUptime: 99,
      status: 'up',
      near: { latitude: 52.52, longitude: 13.4 },
      maxDistanceKm: 100,
      within: [{ ids: new Set(), name: 'your nodes' }],
    };
    expect(whyExcluded(row, asked).map(({ reason }) => reason)).toEqual([
      'stands in Europe, not in Asia',
      'has 64 GB of memory free, 128 GB are asked for',
      'has no GPU',
      'was online 91.5 % of the time we know, 99 % is asked for',
      'is offline, not online',
      'is 685 km away, more than 100 km',
      'is not one of your nodes',
    ]);
  });
});
