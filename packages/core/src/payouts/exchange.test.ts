import fc from 'fast-check';
import { expect, it } from 'vitest';
import { billingPriceMusd, tftForUsd, usdForTft } from './exchange.ts';

it('ten dollars at 12 mUSD are 833.3333333 TFT, the rest stays with the operator', () => {
  expect(tftForUsd(100_000_000n, 12)).toBe(8_333_333_333n);
  expect(usdForTft(8_333_333_333n, 12)).toBe(99_999_999n);
});

it('never pays more than is owed, and less by at most the price of one unit', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 14n), fc.integer({ min: 1, max: 100_000 }), (usd, musd) => {
      const tft = tftForUsd(usd, musd);
      expect(tft * BigInt(musd) <= usd * 1000n).toBe(true);
      expect((tft + 1n) * BigInt(musd) > usd * 1000n).toBe(true);
    }),
  );
});

it('bills are made at the average, held within floor and ceiling', () => {
  expect([5, 50, 5000].map((averageMusd) => billingPriceMusd({ averageMusd, minMusd: 10, maxMusd: 1000 }))).toEqual([
    10, 50, 1000,
  ]);
});
