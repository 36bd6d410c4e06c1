import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitTax, taxWithin } from './contained-tax.ts';

const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
const percent = fc.integer({ min: 0, max: 1_000_000 }).map((ppm) => ppm / 10_000);

it('names the tax that an amount contains', () => {
  expect(taxWithin(119_0000000n, 19)).toEqual({
    grossUnits: 119_0000000n,
    netUnits: 100_0000000n,
    taxUnits: 19_0000000n,
  });
  expect(taxWithin(25_0000000n, 7.7)).toMatchObject({ taxUnits: 17873723n, netUnits: 232126277n });
  expect(taxWithin(25_0000000n, 0)).toMatchObject({ taxUnits: 0n, netUnits: 25_0000000n });
});

it('rounds half away from zero, so that a reversal takes back what was shown', () => {
  expect([taxWithin(1n, 100).taxUnits, taxWithin(-1n, 100).taxUnits]).toEqual([1n, -1n]);
  fc.assert(
    fc.property(
      amount,
      percent,
      (units, rate) => taxWithin(-units, rate).taxUnits === -taxWithin(units, rate).taxUnits,
    ),
  );
});

it('net and tax make gross in every line and in the whole, and the lines sum to the whole', () => {
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 30 }), percent, (lines, rate) => {
      const split = splitTax(lines, rate);
      const sum = (pick: (line: (typeof split.lines)[number]) => bigint) =>
        split.lines.reduce((total, line) => total + pick(line), 0n);
      for (const line of [...split.lines, split.total]) expect(line.netUnits + line.taxUnits).toBe(line.grossUnits);
      expect(sum((line) => line.grossUnits)).toBe(split.total.grossUnits);
      expect(sum((line) => line.taxUnits)).toBe(split.total.taxUnits);
      expect(split.total).toEqual(taxWithin(split.total.grossUnits, rate));
    }),
    { numRuns: 2000 },
  );
});
