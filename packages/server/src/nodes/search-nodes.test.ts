import { nodeListQuery } from '@marketplace/contract/nodes';
import type { GridNode } from '@marketplace/core/nodes';
import { regionOf } from '@marketplace/core/nodes';
import { isRefusal } from '@marketplace/core/refusal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedNode } from './listed-node.fixture.ts';
import type { NodeQuery } from './node-filter.ts';
import { buildNodeIndex, type NodeIndex } from './node-index.ts';
import { searchNodes } from './search-nodes.ts';

const priceOf = (node: GridNode): bigint | null =>
  node.dedicated ? null : BigInt(node.id % 7) * 10_000_000n + (node.certified ? 5n : 0n);
const indexOf = (nodes: readonly GridNode[]) => buildNodeIndex({ nodes, monthlyFromUnits: priceOf, asOf: new Date(0) });
const query = (input: Record<string, string> = {}): NodeQuery => nodeListQuery.parse(input);

function search(index: NodeIndex, input: Record<string, string>) {
  const result = searchNodes(index, query(input));
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

function gridNode(change: Partial<GridNode>): GridNode {
  const { uptimeSeconds: _, ...listed } = listedNode();
  return { ...listed, v3OptedOut: false, unknownSinceMs: null, uptimePercent: null, ...change };
}

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
      features: fc.subarray(['zmachine', 'network', 'zdb']),
      uptimePercent: fc.option(fc.integer({ min: 0, max: 4 }).map((value) => value * 25)),
    })
    .map(({ country: [country = '', countryCode = null], place, cpu, memoryGb, ssdGb, hddGb, ...rest }) => {
      const size = { cpu, memoryMb: memoryGb * 1024, ssdGb, hddGb };
      const [latitude = null, longitude = null] = place ?? [];
      const change = { country: country ?? '', countryCode, region: regionOf(countryCode), latitude, longitude };
      return gridNode({ ...rest, ...change, total: size, free: size });
    }),
  { selector: (node) => node.id, maxLength: 60 },
);

const flag = fc.option(fc.constantFrom('true', 'false'), { nil: undefined, freq: 8 });
const amount = fc.option(small.map(String), { nil: undefined, freq: 8 });
const queries = fc
  .record({
    country: fc.option(fc.constantFrom('belgium', 'jp', 'Narnia'), { nil: undefined, freq: 8 }),
    region: fc.option(fc.constantFrom('europe', 'asia', 'africa'), { nil: undefined, freq: 8 }),
    minCpu: amount,
    minMemoryGb: amount,
    minSsdGb: amount,
    minHddGb: amount,
    gpu: flag,
    gpuModel: fc.option(fc.constantFrom('rtx', 'amd', 'voodoo'), { nil: undefined, freq: 8 }),
    certified: flag,
    dedicated: flag,
    ipv4: flag,
    ipv6: flag,
    farmId: amount,
    feature: fc.option(fc.constantFrom('zdb', 'qsfs'), { nil: undefined, freq: 8 }),
    maxMonthlyUsd: amount,
    minUptime: fc.option(fc.constantFrom('0', '50', '100'), { nil: undefined, freq: 8 }),
    status: fc.option(fc.constantFrom('up', 'standby'), { nil: undefined, freq: 8 }),
    bbox: fc.option(fc.constantFrom('-10,35,30,70', '150,-60,-150,60', '-180,-90,180,90'), { nil: undefined, freq: 8 }),
    sort: fc.constantFrom(
      'price',
      '-price',
      'uptime',
      '-uptime',
      'memory',
      '-memory',
      'ssd',
      '-ssd',
      'cpu',
      '-cpu',
      'id',
    ),
    limit: fc.integer({ min: 1, max: 7 }).map(String),
  })
  // A few conditions at a time: with all of them nothing ever fits.
  .chain((full) =>
    fc.subarray(Object.keys(full) as (keyof typeof full)[], { maxLength: 5 }).map((keys) => {
      const picked = [...keys, 'sort', 'limit'] as (keyof typeof full)[];
      return Object.fromEntries(picked.flatMap((key) => (full[key] === undefined ? [] : [[key, full[key]]]))) as Record<
        string,
        string
      >;
    }),
  );

/** The same question, answered the plain way. */
function naive(all: readonly GridNode[], q: NodeQuery): number[] {
  const [west = 0, south = 0, east = 0, north = 0] = (q.bbox ?? '').split(',').map(Number);
  const passes = (node: GridNode) => {
    const price = priceOf(node);
    const { longitude: x, latitude: y } = node;
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
      (q.farmId ?? node.farmId) === node.farmId &&
      (q.feature === undefined || node.features.includes(q.feature)) &&
      (q.maxMonthlyUsd === undefined || (price !== null && price <= BigInt(q.maxMonthlyUsd) * 10_000_000n)) &&
      (q.minUptime === undefined || (node.uptimePercent !== null && node.uptimePercent >= q.minUptime)) &&
      (q.status ?? node.status) === node.status &&
      (q.bbox === undefined ||
        (x !== null &&
          y !== null &&
          y >= south &&
          y <= north &&
          (west <= east ? x >= west && x <= east : x >= west || x <= east)))
    );
  };
  const keys: Record<string, (node: GridNode) => number | null> = {
    price: (node) => (priceOf(node) === null ? null : Number(priceOf(node))),
    uptime: (node) => node.uptimePercent,
    memory: (node) => node.free.memoryMb,
    ssd: (node) => node.free.ssdGb,
    cpu: (node) => node.total.cpu,
    id: (node) => node.id,
  };
  const key = keys[q.sort.replace('-', '')] ?? (() => 0);
  const sign = q.sort.startsWith('-') ? -1 : 1;
  const missing = (node: GridNode) => (key(node) === null ? 1 : 0);
  return all
    .filter(passes)
    .sort((a, b) => missing(a) - missing(b) || sign * ((key(a) ?? 0) - (key(b) ?? 0)) || a.id - b.id)
    .map((node) => node.id);
}

describe('a search', () => {
  it('finds what a plain filter finds, in its order, on pages that add up', () => {
    fc.assert(
      fc.property(nodes, queries, (all, input) => {
        const index = indexOf(all);
        const wanted = naive(all, query(input));
        const found: number[] = [];
        let cursor: string | null = null;
        do {
          const result = search(index, cursor === null ? input : { ...input, cursor });
          expect(result).toMatchObject({ total: wanted.length, outOf: all.length });
          found.push(...result.items.map(({ node }) => node.id));
          cursor = result.nextCursor;
        } while (cursor !== null);
        expect(found).toEqual(wanted);
      }),
      { numRuns: 1500 },
    );
  });

  it('goes on where it was although the nodes changed in between', () => {
    fc.assert(
      fc.property(nodes, nodes, queries, (before, after, input) => {
        const first = search(indexOf(before), input);
        if (first.nextCursor === null) return;
        const last = first.items.at(-1)?.node;
        const next = search(indexOf(after), { ...input, cursor: first.nextCursor, limit: '100' });
        const whole = naive([...after.filter((node) => node.id !== last?.id), ...(last ? [last] : [])], query(input));
        expect(next.items.map(({ node }) => node.id).filter((id) => id !== last?.id)).toEqual(
          whole.slice(whole.indexOf(last?.id ?? 0) + 1),
        );
      }),
      { numRuns: 1500 },
    );
  });
});

describe('a cursor', () => {
  const index = indexOf([1, 2, 3].map((id) => gridNode({ id })));
  const { nextCursor } = search(index, { limit: '1' });

  it('belongs to its sort', () => {
    expect(searchNodes(index, query({ cursor: nextCursor ?? '', sort: 'id' }))).toMatchObject({
      code: 'validation_failed',
      details: { errors: [{ path: 'cursor' }] },
    });
  });

  it.each([
    'x',
    '',
    'W10',
    Buffer.from('["price","1e9",1]').toString('base64url'),
    Buffer.from('["price","1.5",1]').toString('base64url'),
    Buffer.from('["price",null]').toString('base64url'),
  ])('that is none is refused: %j', (cursor) => {
    expect(searchNodes(index, query({ cursor }))).toMatchObject({ code: 'validation_failed' });
  });
});
