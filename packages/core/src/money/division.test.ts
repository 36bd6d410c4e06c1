import fc from 'fast-check';
import { expect, it } from 'vitest';
import { divCeil, divFloor, divRound, largestRemainder } from './division.ts';

const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0n));

it('names its rounding, for negative amounts too', () => {
  expect([divFloor(-7n, 2n), divCeil(-7n, 2n), divRound(-7n, 2n)]).toEqual([-4n, -3n, -3n]);
  expect([divFloor(7n, 2n), divCeil(7n, 2n), divRound(7n, 2n)]).toEqual([3n, 4n, 4n]);
  expect(() => divFloor(1n, 0n)).toThrow('positive');
});

it('splits so that the shares sum to the total exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), weights, (total, list) => {
      expect(largestRemainder(total, list).reduce((a, b) => a + b, 0n)).toBe(total);
    }),
  );
});

it('keeps each share within one unit of its exact value', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), weights, (total, list) => {
      const sum = list.reduce((a, b) => a + b, 0n);
      for (const [index, share] of largestRemainder(total, list).entries()) {
        const distance = share * sum - total * (list[index] ?? 0n);
        expect(distance < sum && distance > -sum).toBe(true);
      }
    }),
  );
});

it('breaks ties in order and gives nothing to a weight of zero', () => {
  expect(largestRemainder(2n, [1n, 1n, 1n])).toEqual([1n, 1n, 0n]);
  expect(largestRemainder(10n, [0n, 3n, 3n])).toEqual([0n, 5n, 5n]);
  expect(largestRemainder(0n, [0n, 0n])).toEqual([0n, 0n]);
});

it('refuses to split by nothing', () => {
  expect(() => largestRemainder(1n, [0n])).toThrow('all weights are zero');
  expect(() => largestRemainder(1n, [-1n, 2n])).toThrow('negative');
});
