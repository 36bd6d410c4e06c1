import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GridNode } from './grid-node.ts';
import { gridNode } from './node.fixture.ts';
import { whyNotOfferable } from './offerable.ts';
import { pickNode } from './pick-node.ts';
import { fits } from './requirement.ts';

const medium = { cpu: 2, memoryMb: 4096, ssdMb: 53_248, hddMb: 0, publicIpv4Count: 0 };
const priceOn = (node: GridNode) => (node.certified ? 125n : 100n);
const pick = (nodes: GridNode[], place = {}) => pickNode(nodes, medium, place, priceOn);

describe('the node of Basic placement', () => {
  it('is the cheapest of good uptime, then the steadiest, then the emptiest, then the first', () => {
    const cheapButShaky = gridNode({ id: 1, uptimePercent: 80 });
    const dear = gridNode({ id: 2, certified: true, uptimePercent: 100 });
    const good = gridNode({ id: 5, uptimePercent: 99 });
    const better = gridNode({ id: 4, uptimePercent: 99.9 });
    const emptier = gridNode({ id: 9, uptimePercent: 99.9, free: { ...good.free, memoryMb: 131_072 } });
    const twin = { ...emptier, id: 8 };
    expect(pick([cheapButShaky, dear])).toMatchObject({ node: { id: 2 }, hourlyUnits: 125n });
    expect(pick([cheapButShaky, dear, good])).toMatchObject({ node: { id: 5 } });
    expect(pick([cheapButShaky, dear, good, better])).toMatchObject({ node: { id: 4 } });
    expect(pick([dear, good, better, emptier, twin])).toMatchObject({ node: { id: 8 } });
    expect(pick([cheapButShaky])).toMatchObject({ node: { id: 1 } });
  });

  it('stands in the place that was asked for and says why it was chosen', () => {
    const nodes = [
      gridNode({ id: 1, region: 'asia', countryCode: 'JP', country: 'Japan' }),
      gridNode({ id: 2 }),
      gridNode({ id: 3 }),
    ];
    expect(pick(nodes, { region: 'europe' })).toMatchObject({
      node: { id: 2 },
      reason: 'The best of 2 nodes in Europe where this fits, online 99.9 % of the time we know.',
    });
    expect(pick(nodes, { country: 'Japan' })).toMatchObject({
      reason: expect.stringContaining('The only node in Japan'),
    });
  });

  it('depends on the nodes alone, not on their order', () => {
    const nodes = fc.array(
      fc.record({
        id: fc.integer({ min: 1, max: 1000 }),
        certified: fc.boolean(),
        status: fc.constantFrom('up' as const, 'down' as const),
        uptimePercent: fc.option(fc.integer({ min: 80, max: 100 })),
        memoryMb: fc.integer({ min: 0, max: 9000 }),
      }),
    );
    fc.assert(
      fc.property(nodes, (changes) => {
        const unique = [...new Map(changes.map((change) => [change.id, change])).values()];
        const all = unique.map(({ memoryMb, ...change }) =>
          gridNode({ ...change, free: { cpu: 24, memoryMb, ssdGb: 99, hddGb: 0 } }),
        );
        const one = pick(all);
        const other = pick([...all].reverse());
        expect(other).toEqual(one);
        const possible = all.some((node) => whyNotOfferable(node) === undefined && fits(node, medium));
        expect('node' in one).toBe(possible);
        if ('node' in one) expect(whyNotOfferable(one.node) === undefined && fits(one.node, medium)).toBe(true);
      }),
    );
  });
});

describe('the score of the pick', () => {
  it('says what each part weighs, what it gave and for what', () => {
    const chosen = pick([gridNode({ id: 1, uptimePercent: 99.5 }), gridNode({ id: 2, uptimePercent: 97 })]);
    expect(chosen).toMatchObject({
      node: { id: 1 },
      score: [
        { code: 'price', weight: 60, points: 60, fact: 'the lowest price' },
        { code: 'uptime', weight: 30, points: 27, fact: 'online 99.5 % of the time we know' },
        { code: 'room', weight: 10, points: 3.3, fact: '33 % of its memory is free' },
      ],
    });
  });

  it('never lets uptime and room make up for a price that is a seventh higher', () => {
    const candidates = fc.record({
      uptime: fc.integer({ min: 9500, max: 10_000 }),
      freeMb: fc.integer({ min: 4096, max: 196_608 }),
    });
    fc.assert(
      fc.property(candidates, candidates, fc.integer({ min: 115, max: 400 }), (cheap, dear, price) => {
        const [first, second] = [cheap, dear].map(({ uptime, freeMb }, place) =>
          gridNode({
            id: 2 - place,
            certified: place === 1,
            uptimePercent: uptime / 100,
            free: { cpu: 24, memoryMb: freeMb, ssdGb: 500, hddGb: 0 },
          }),
        ) as [GridNode, GridNode];
        const chosen = pickNode([second, first], medium, {}, (node) => (node.certified ? BigInt(price) : 100n));
        expect(chosen).toMatchObject({ node: { id: first.id } });
      }),
    );
  });
});

describe('a refusal for lack of capacity', () => {
  const small = gridNode({ free: { cpu: 24, memoryMb: 3000, ssdGb: 500, hddGb: 0 } });

  it('says what is missing and how much there is', () => {
    expect(pickNode([small], medium, { region: 'europe' }, priceOn)).toMatchObject({
      code: 'no_capacity',
      message: 'This fits on no node in Europe: 4 GB memory is needed, the largest node has 2.9 GB.',
      details: { missing: [{ field: 'memoryMb', needed: 4096, largest: 3000 }] },
    });
  });

  it('says when no address is left', () => {
    const nodes = [gridNode({ ipv4Free: 0 })];
    expect(pickNode(nodes, { ...medium, publicIpv4Count: 1 }, { country: 'BE' }, priceOn)).toMatchObject({
      message: 'This fits on no node in BE: no node has any public IPv4 left.',
    });
  });

  it('says when it is only the combination that is missing', () => {
    const diskless = gridNode({ id: 2, free: { cpu: 24, memoryMb: 8192, ssdGb: 20, hddGb: 0 } });
    expect(pickNode([small, diskless], medium, {}, priceOn)).toMatchObject({
      message: 'No single node in all the world has enough CPU, memory, SSD at once.',
    });
  });

  it('says when nothing is on offer there', () => {
    expect(pickNode([gridNode({ status: 'down' })], medium, { region: 'asia' }, priceOn)).toMatchObject({
      code: 'no_capacity',
      message: 'No node is on offer in Asia now.',
    });
  });
});
