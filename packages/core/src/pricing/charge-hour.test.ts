import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargeHour } from './charge-hour.ts';
import { keptHourlyUnits } from './kept-price.ts';
import { splitCharge } from './split-charge.ts';
import { usageAmount } from './usage.ts';

const part = (code: string, hourlyUnits: bigint) => ({ code, hourlyUnits });
const parts = [
  part('compute', 600n),
  part('storage', 200n),
  part('ipv4', 100n),
  part('certification', 225n),
  part('markup_percent', 225n),
];

describe('what is kept', () => {
  it('costs what the grid asks for the disk and the address, and no markup', () => {
    expect(keptHourlyUnits(parts, 'disk')).toBe(200n + 100n + 75n);
    expect(keptHourlyUnits(parts, 'machine')).toBe(600n + 200n + 100n + 225n);
    expect(keptHourlyUnits([], 'disk')).toBe(0n);
  });
  it('never costs more than the machine', () => {
    const units = fc.bigInt({ min: 0n, max: 10n ** 9n });
    fc.assert(
      fc.property(units, units, units, units, (compute, storage, ipv4, certification) => {
        const all = [
          part('compute', compute),
          part('storage', storage),
          part('ipv4', ipv4),
          part('certification', certification),
        ];
        expect(keptHourlyUnits(all, 'disk') <= keptHourlyUnits(all, 'machine')).toBe(true);
      }),
    );
  });
});

describe('the charge of an hour', () => {
  const price = { hourlyUnits: 7201n, gridHourlyUnits: 6001n, providerSharePercent: 10, keptHourlyUnits: 1999n };
  it('without a suspension is what it always was', () => {
    const amountUnits = usageAmount(price.hourlyUnits, 1801);
    expect(chargeHour({ ...price, runSeconds: 1801, keptSeconds: 0 })).toEqual({
      amountUnits,
      ...splitCharge({ ...price, amountUnits }),
    });
  });
  it('in kept time is grid cost alone', () => {
    expect(chargeHour({ ...price, runSeconds: 0, keptSeconds: 3600 })).toEqual({
      amountUnits: 1999n,
      gridCostUnits: 1999n,
      providerShareUnits: 0n,
      marginUnits: 0n,
    });
  });
  it('has parts that sum to it', () => {
    const units = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(units, units, units, fc.nat(100), fc.nat(3600), (hourlyUnits, grid, keptUnits, share, runSeconds) => {
        const charge = chargeHour({
          hourlyUnits,
          gridHourlyUnits: grid < hourlyUnits ? grid : hourlyUnits,
          providerSharePercent: share,
          keptHourlyUnits: keptUnits,
          runSeconds,
          keptSeconds: 3600 - runSeconds,
        });
        expect(charge.gridCostUnits + charge.providerShareUnits + charge.marginUnits).toBe(charge.amountUnits);
      }),
    );
  });
});
