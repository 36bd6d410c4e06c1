import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitCharge } from './split-charge.ts';

it('gives the farmer a percent of the markup and the operator the rest', () => {
  expect(
    splitCharge({ amountUnits: 146_900n, hourlyUnits: 146_900n, gridHourlyUnits: 113_000n, providerSharePercent: 10 }),
  ).toEqual({ gridCostUnits: 113_000n, providerShareUnits: 3_390n, marginUnits: 30_510n });
});

it('shares the discount that the operator keeps, without what the price passes on', () => {
  const charge = { providerSharePercent: 10, discountSharePercent: 50, discountHourlyUnits: 601n };
  expect(splitCharge({ ...charge, amountUnits: 1000n, hourlyUnits: 1000n, gridHourlyUnits: 1000n })).toEqual({
    gridCostUnits: 1000n,
    providerShareUnits: 300n,
    marginUnits: -300n,
  });
  // 1,200 less 240 passed on: the markup is 200 as before, 361 of the discount are kept.
  const passing = { ...charge, passedOnHourlyUnits: 240n, hourlyUnits: 960n, gridHourlyUnits: 1000n };
  expect(splitCharge({ ...passing, amountUnits: 960n })).toEqual({
    gridCostUnits: 1000n,
    providerShareUnits: 20n + 180n,
    marginUnits: -240n,
  });
  expect(splitCharge({ ...passing, amountUnits: 480n })).toEqual({
    gridCostUnits: 500n,
    providerShareUnits: 10n + 90n,
    marginUnits: -120n,
  });
});

it('shares no discount where the level has fallen below what was passed on', () => {
  const fallen = { amountUnits: 800n, hourlyUnits: 800n, gridHourlyUnits: 1000n, passedOnHourlyUnits: 400n };
  const split = splitCharge({
    ...fallen,
    providerSharePercent: 10,
    discountHourlyUnits: 200n,
    discountSharePercent: 50,
  });
  expect(split.providerShareUnits).toBe(20n);
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
      units,
      units,
      fc.integer({ min: 0, max: 100 }),
      (amountUnits, hourlyUnits, gridHourlyUnits, discountHourlyUnits, passedOnHourlyUnits, percent) => {
        const price = { amountUnits, hourlyUnits, gridHourlyUnits, discountHourlyUnits, passedOnHourlyUnits };
        const split = splitCharge({ ...price, providerSharePercent: percent, discountSharePercent: 100 - percent });
        expect(split.gridCostUnits + split.providerShareUnits + split.marginUnits).toBe(amountUnits);
        expect(split.providerShareUnits >= 0n).toBe(true);
      },
    ),
  );
});
