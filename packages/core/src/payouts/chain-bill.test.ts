import fc from 'fast-check';
import { expect, it } from 'vitest';
import { farmerPart } from './chain-bill.ts';

// From the chain's own distribution: 10 % and 40 % to the nearest unit, the farmer gets the rest.
it.each([
  [11_250_000n, 5_625_000n],
  [9_000_000n, 4_500_000n],
  [12_304_687n, 6_152_343n],
  [250_000n, 125_000n],
  [5n, 3n],
  [1n, 1n],
  [0n, 0n],
])('of %s units the farmer gets %s', (billed, part) => {
  expect(farmerPart(billed, 152)).toBe(part);
});

it('before runtime 152 the farmer gets nothing', () => {
  expect(farmerPart(11_250_000n, 151)).toBe(0n);
});

it('is half, give or take a unit, and never more than the bill', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), (billed) => {
      const part = farmerPart(billed, 157);
      expect(part <= billed).toBe(true);
      expect(2n * part - billed >= -2n && 2n * part - billed <= 2n).toBe(true);
    }),
  );
});
