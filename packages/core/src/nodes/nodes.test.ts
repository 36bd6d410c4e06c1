import { describe, expect, it } from 'vitest';
import type { GridNode } from './grid-node.ts';
import { gridNode } from './node.fixture.ts';
import { whyNotOfferable } from './offerable.ts';
import { isInPlace, regionOf, regions } from './regions.ts';
import { fits, shortages } from './requirement.ts';

const medium = { cpu: 2, memoryMb: 4096, ssdMb: 53_248, hddMb: 0, publicIpv4Count: 0 };

describe('a node on offer', () => {
  it('is up, healthy, shared, and runs machines', () => {
    expect(whyNotOfferable(gridNode())).toBeUndefined();
    expect(whyNotOfferable(gridNode({ features: ['zmachine-light', 'network-light', 'zmount'] }))).toBeUndefined();
  });

  it.each<[string, Partial<GridNode>]>([
    ['unknown', { unknownSinceMs: 1 }],
    ['opted_out', { v3OptedOut: true }],
    ['down', { status: 'down' }],
    ['standby', { status: 'standby' }],
    ['unhealthy', { healthy: false }],
    ['rented', { rentedByTwinId: 7 }],
    ['dedicated', { dedicated: true }],
    ['dedicated', { extraFeeMusd: 1 }],
    ['no_machines', { features: ['zmachine', 'zdb'] }],
    ['full', { free: { cpu: 24, memoryMb: 511, ssdGb: 500, hddGb: 0 } }],
    ['full', { free: { cpu: 24, memoryMb: 4096, ssdGb: 10, hddGb: 0 } }],
  ])('is not one that is %s', (code, change) => {
    expect(whyNotOfferable(gridNode(change))?.code).toBe(code);
  });

  it('is called unknown before anything else that was last seen of it', () => {
    expect(whyNotOfferable(gridNode({ unknownSinceMs: 1, status: 'down', v3OptedOut: true }))?.code).toBe('unknown');
  });
});

describe('an order on a node', () => {
  it('fits up to the last megabyte and address', () => {
    const node = gridNode({ free: { cpu: 24, memoryMb: 4096, ssdGb: 52, hddGb: 0 }, ipv4Free: 1 });
    expect(fits(node, { ...medium, publicIpv4Count: 1 })).toBe(true);
    expect(fits(node, { ...medium, memoryMb: 4097 })).toBe(false);
    expect(fits(node, { ...medium, ssdMb: 53_249 })).toBe(false);
  });

  it('needs as many cores as the node has, not as are free', () => {
    expect(fits(gridNode(), { ...medium, cpu: 24 })).toBe(true);
    expect(fits(gridNode(), { ...medium, cpu: 25 })).toBe(false);
  });

  it('gets no public address where the node cannot give one', () => {
    const light = gridNode({ features: ['zmachine-light', 'network-light'] });
    expect(fits(light, medium)).toBe(true);
    expect(fits(light, { ...medium, publicIpv4Count: 1 })).toBe(false);
  });

  it('says what is missing in words', () => {
    const node = gridNode({
      total: { cpu: 1, memoryMb: 0, ssdGb: 0, hddGb: 0 },
      free: { cpu: 1, memoryMb: 0, ssdGb: 50, hddGb: 0 },
      ipv4Free: 0,
    });
    expect(shortages(node, { ...medium, publicIpv4Count: 1 }).map(({ reason }) => reason)).toEqual([
      'needs 1 more core',
      'needs 4 GB more memory',
      'needs 2 GB more SSD',
      'needs a public IPv4 address, and none is left',
    ]);
  });
});

describe('places', () => {
  it('know the region of a country', () => {
    expect(['BE', 'US', 'BR', 'TZ', 'JP', 'NZ', 'MX', 'XX', null].map(regionOf)).toEqual([
      'europe',
      'north-america',
      'south-america',
      'africa',
      'asia',
      'australia',
      'north-america',
      'unknown',
      'unknown',
    ]);
    expect(new Set(['BE', 'US', 'BR', 'TZ', 'JP', 'NZ'].map(regionOf)).size).toBe(regions.length);
  });

  it('match by region and by the name or code of a country, in any case', () => {
    const node = gridNode();
    expect(
      [{}, { region: 'Europe' }, { country: 'belgium' }, { country: 'be', region: 'europe' }].every((place) =>
        isInPlace(node, place),
      ),
    ).toBe(true);
    expect(
      [{ region: 'asia' }, { country: 'FR' }, { country: 'BE', region: 'asia' }].some((place) =>
        isInPlace(node, place),
      ),
    ).toBe(false);
  });
});
