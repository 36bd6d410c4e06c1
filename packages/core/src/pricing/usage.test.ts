import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holdOf, monthlyOf, runwayHours, usageAmount, usageWithinHour } from './usage.ts';

const hourly = fc.bigInt({ min: 0n, max: 10n ** 12n });

it('charges seconds of an hour, rounded down', () => {
  expect([usageAmount(3599n, 3600), usageAmount(3599n, 1), usageAmount(3601n, 1), usageAmount(5n, 0)]).toEqual([
    3599n,
    0n,
    1n,
    0n,
  ]);
});

it('adds up however an hour is cut', () => {
  fc.assert(
    fc.property(hourly, fc.array(fc.integer({ min: 0, max: 3600 }), { maxLength: 10 }), (price, marks) => {
      const cuts = [0, ...marks.sort((a, b) => a - b), 3600];
      const pieces = cuts
        .slice(1)
        .map((cut, index) => usageWithinHour(price, cuts[index] ?? 0, cut - (cuts[index] ?? 0)));
      expect(pieces.reduce((a, b) => a + b, 0n)).toBe(price);
      expect(pieces.every((piece) => piece >= 0n)).toBe(true);
    }),
  );
});

it.each([-1, 3601, 1.5, Number.NaN])('knows no %s seconds of an hour', (seconds) => {
  expect(() => usageAmount(1n, seconds)).toThrow('0 to 3600');
});

it('counts a month as 720 hours and a hold as 24', () => {
  expect(monthlyOf(7n)).toBe(5040n);
  expect(holdOf(7n)).toBe(168n);
});

it('says how many whole hours a balance lasts', () => {
  expect([runwayHours(100n, 30n), runwayHours(0n, 30n), runwayHours(-5n, 30n), runwayHours(100n, 0n)]).toEqual([
    3,
    0,
    0,
    null,
  ]);
});
