import type { App } from '@marketplace/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameProblem, quoteRequest, readChoice, regionHasIpv4, suggestName } from './choice.ts';
import { readDeploySearch } from './deploy-search.ts';

const size = (id: string, cpu: number) => ({
  id,
  name: id,
  size: { cpu, memoryMb: cpu * 2048, diskGb: 25 * cpu },
  monthlyFrom: null,
  announced: null,
});
const app: App = {
  id: 'vm',
  name: 'Virtual machine',
  category: 'Compute',
  summary: '',
  namePrefix: 'vm',
  images: [
    { id: 'ubuntu-24.04', name: 'Ubuntu 24.04', sshUser: 'root' },
    { id: 'alpine-3', name: 'Alpine 3', sshUser: 'root' },
  ],
  sizes: [size('small', 1), size('medium', 2), size('large', 4)],
};

describe('the choice that the address and our suggestions make', () => {
  test('an empty address is a complete order: medium, first image, our pick, IPv4 where there is one', () => {
    const choice = readChoice({}, app, true);
    expect(choice).toMatchObject({
      sizeId: 'medium',
      imageId: 'ubuntu-24.04',
      placement: { mode: 'auto' },
      publicIpv4: true,
    });
    expect(readChoice({}, app, false).publicIpv4).toBe(false);
  });

  test('a named size is asked for by name, a custom one by its numbers', () => {
    expect(quoteRequest(app, readChoice({ size: 'large' }, app, false))).toEqual({
      appId: 'vm',
      imageId: 'ubuntu-24.04',
      sizeId: 'large',
      placement: { mode: 'auto' },
      publicIpv4: false,
    });
    const custom = quoteRequest(
      app,
      readChoice({ size: 'custom', cpu: 3, memoryMb: 6144, diskGb: 70, node: 11 }, app, false),
    );
    expect(custom).toMatchObject({
      size: { cpu: 3, memoryMb: 6144, diskGb: 70 },
      placement: { mode: 'node', nodeId: 11 },
    });
    expect(custom).not.toHaveProperty('sizeId');
  });

  test('an own decision about IPv4 stays, whatever is offered', () => {
    expect(readChoice({ ipv4: false }, app, true).publicIpv4).toBe(false);
    expect(readChoice({ ipv4: true }, app, false).publicIpv4).toBe(true);
  });

  test('what is unknown in the address falls back to the suggestion', () => {
    const search = readDeploySearch({ size: 'huge', image: 'windows', cpu: 1000, node: 'x', ipv4: 'maybe' });
    expect(readChoice(search, app, false)).toMatchObject({
      sizeId: 'medium',
      imageId: 'ubuntu-24.04',
      placement: { mode: 'auto' },
    });
  });

  test('keys never stand in the address', () => {
    expect(readDeploySearch({ publicKey: 'ssh-ed25519 AAAA', privateKey: 'x' })).toEqual({});
  });
});

test('a region offers IPv4 when it has one', () => {
  const regions = [
    { region: 'europe', nodes: 2, nodesUp: 2, offerable: 2, ipv4: 1 },
    { region: 'asia', nodes: 1, nodesUp: 1, offerable: 1, ipv4: 0 },
  ];
  expect(regionHasIpv4({ regions }, undefined)).toBe(true);
  expect(regionHasIpv4({ regions }, 'asia')).toBe(false);
});

test('every suggested name is a valid one', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      fc.constantFrom('vm', 'vm-', 'nextcloud', ''),
      (value, prefix) => {
        expect(nameProblem(suggestName(prefix, () => value))).toBeUndefined();
      },
    ),
  );
});

test.each(['', 'ab', 'Shop', 'shop_web', '-shop', 'shop-', 'shop--web', 'a'.repeat(51), 'shöp'])(
  '%j is no name',
  (name) => {
    expect(nameProblem(name)).toMatch(/\.$/);
  },
);

test.each(['abc', 'shop-web', '1-2-3', 'a'.repeat(50)])('%j is a name', (name) => {
  expect(nameProblem(name)).toBeUndefined();
});
