import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainLevels, discountLevel, discountPercents, multiplierOf, unitsForLevel } from './discount-level.ts';
import { fixedOf } from './fixed-point.ts';

// 810 TFT a month: 2 cores, 4 GiB and 50 GiB at 10 mUSD per TFT.
const MONTHLY = 8_100_000_000n;

describe('the level of a contract', () => {
  it.each([
    ['default', 12_150_000_000n],
    ['bronze', 24_300_000_000n],
    ['silver', 48_600_000_000n],
    ['gold', 145_800_000_000n],
  ] as const)('is %s from its bound on, not one unit below', (level, bound) => {
    expect(discountLevel(bound, MONTHLY)).toBe(level);
    expect(discountLevel(bound - 1n, MONTHLY)).not.toBe(level);
  });

  it('is none without a float and for what costs nothing', () => {
    expect([discountLevel(0n, MONTHLY), discountLevel(MONTHLY, 0n)]).toEqual(['none', 'none']);
  });

  it('is measured for each contract alone: the same float gives a small one more', () => {
    expect([discountLevel(48_600_000_000n, MONTHLY), discountLevel(48_600_000_000n, 10n * MONTHLY)]).toEqual([
      'silver',
      'none',
    ]);
  });

  it('takes 20, 30, 40 or 60 percent off', () => {
    expect(Object.values(discountPercents)).toEqual([0, 20, 30, 40, 60]);
  });

  it('follows other bounds where the chain has others', () => {
    const old = chainLevels.map((level) => ({ ...level, months: 2 * level.months }));
    expect(discountLevel(3n * MONTHLY - 1n, MONTHLY, old)).toBe('none');
    expect(discountLevel(36n * MONTHLY, MONTHLY, old)).toBe('gold');
  });

  it('is reached with exactly the units that are asked for, whatever the bound', () => {
    const months = fc.integer({ min: 1, max: 12_000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 15n), months, (dueMonthlyUnits, bound) => {
        const level = { level: 'default', months: bound, percent: 20 } as const;
        const units = unitsForLevel(level, dueMonthlyUnits);
        expect(discountLevel(units, dueMonthlyUnits, [level])).toBe('default');
        expect(discountLevel(units - 1n, dueMonthlyUnits, [level])).toBe('none');
      }),
    );
  });
});

it('multipliers and bounds have every bit of the chain’s own', () => {
  expect([20, 30, 40, 60].map(multiplierOf)).toEqual([
    0xccccccccccccd000n,
    0xb333333333333000n,
    0x9999999999999800n,
    0x6666666666666800n,
  ]);
  expect([fixedOf(1.25), fixedOf(1.5)]).toEqual([0x14000000000000000n, 0x18000000000000000n]);
});
