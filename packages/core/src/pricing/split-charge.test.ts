import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitCharge } from './split-charge.ts';

it('gives the farmer a percent of the markup and the operator the rest', () => {
  expect(
    splitCharge({ amountUnits: 146_900n, hourlyUnits: 146_900n, gridHourlyUnits: 113_000n, providerSharePercent: 10 }),
  ).toEqual({ gridCostUnits: 113_000n, providerShareUnits: 3_390n, marginUnits: 30_510n });
});

it('shares the discount that the operator kept', () => {
  const split = splitCharge({
    amountUnits: 1000n,
    hourlyUnits: 1000n,
    gridHourlyUnits: 1000n,
    providerSharePercent: 10,
    discountKeptUnits: 601n,
    discountSharePercent: 50,
  });
  expect(split).toEqual({ gridCostUnits: 1000n, providerShareUnits: 300n, marginUnits: -300n });
});

it('shares nothing of a loss and nothing of a free machine', () => {
  expect(splitCharge({ amountUnits: 90n, hourlyUnits: 90n, gridHourlyUnits: 100n, providerSharePercent: 10 })).toEqual({
    gridCostUnits: 100n,
    providerShareUnits: 0n,
    marginUnits: -10n,
  });
  expect(splitCharge({ amountUnits: 0n, hourlyUnits: 0n, gridHourlyUnits: 0n, providerSharePercent: 10 })).toEqual({
    gridCostUnits: 0n,
    providerShareUnits: 0n,
    marginUnits: 0n,
  });
});

it('always sums to the charge', () => {
  const units = fc.bigInt({ min: 0n, max: 10n ** 13n });
  fc.assert(
    fc.property(
      units,
      units,
      units,
      fc.integer({ min: 0, max: 100 }),
      (amountUnits, hourlyUnits, gridHourlyUnits, percent) => {
        const split = splitCharge({ amountUnits, hourlyUnits, gridHourlyUnits, providerSharePercent: percent });
        expect(split.gridCostUnits + split.providerShareUnits + split.marginUnits).toBe(amountUnits);
        expect(split.providerShareUnits >= 0n).toBe(true);
      },
    ),
  );
});
