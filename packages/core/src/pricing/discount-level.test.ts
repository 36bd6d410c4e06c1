import { describe, expect, it } from 'vitest';
import { discountLevel, discountPercents } from './discount-level.ts';

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
});
