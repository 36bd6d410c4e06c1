import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainLevels, contractCost, contractResources, extraFeeDue } from '../pricing/index.ts';
import { type ContractGroup, contractBurn } from './contract-burn.ts';
import { runwayOf, unitsToHoldLevels } from './runway.ts';

const TFT = 10_000_000n;
const policy = {
  cuUnits: 100_000n,
  suUnits: 50_000n,
  nuUnits: 15_000n,
  ipv4Units: 40_000n,
  nameUnits: 2_500n,
  rentPercent: 50n,
};
const price = { averageMusd: 10n, minMusd: 1n, maxMusd: 1000n };
const rules = { policy, price, levels: chainLevels };
const medium: ContractGroup = {
  count: 1,
  footprint: { cpu: 2, memoryMb: 4096, ssdMb: 50 * 1024, hddMb: 0, publicIpv4Count: 0 },
  certified: false,
  extraFeeMusd: 0,
};
const burnsOf = (groups: readonly ContractGroup[]) => groups.map((group) => contractBurn(group, rules));

/** Hour by hour by the chain's own bill: how many hours every contract is paid in full. */
function hoursPaid(groups: readonly ContractGroup[], usable: bigint, stash: bigint, most: number): number {
  let left = usable;
  for (let hour = 0; hour < most; hour++) {
    const due = groups.reduce((sum, { count, footprint, certified, extraFeeMusd }) => {
      const bill = { kind: 'node' as const, resources: contractResources(footprint) };
      const { finalUnits } = contractCost(bill, {
        policy,
        price,
        seconds: 3600n,
        usableUnits: left + stash,
        certified,
      });
      return sum + BigInt(count) * (finalUnits + extraFeeDue(BigInt(extraFeeMusd), 3600n, price));
    }, 0n);
    if (due > left) return hour;
    left -= due;
  }
  return most;
}

describe('the runway', () => {
  it('counts whole hours at the present burn, and none without contracts', () => {
    const burns = burnsOf([medium]);
    expect(runwayOf(burns, { usableUnits: 11_249_999n, stashUnits: 0n }).hours).toBe(0);
    expect(runwayOf(burns, { usableUnits: 22_500_000n, stashUnits: 0n }).hours).toBe(2);
    expect(runwayOf([], { usableUnits: TFT, stashUnits: 0n })).toEqual({
      hours: null,
      burnUnits: 0n,
      nextDrop: undefined,
    });
  });

  it('is longer with a stash, which never pays', () => {
    const burns = burnsOf([medium]);
    const alone = runwayOf(burns, { usableUnits: 100n * TFT, stashUnits: 0n });
    const backed = runwayOf(burns, { usableUnits: 100n * TFT, stashUnits: 1_000_000n * TFT });
    expect([alone.hours, backed.hours, backed.nextDrop]).toEqual([88, 222, undefined]);
  });

  it('names the first level that will be lost, and when', () => {
    // Gold from 14,580 TFT on: 0.45 an hour until the balance is below it.
    const { nextDrop, burnUnits } = runwayOf(burnsOf([medium]), { usableUnits: 145_809_000_000n, stashUnits: 0n });
    expect(burnUnits).toBe(4_500_000n);
    expect(nextDrop).toEqual({ afterHours: 3, from: 'gold', to: 'silver', extraHourlyUnits: 2_250_000n });
  });

  it('pays what the last bills left owing first', () => {
    const burns = burnsOf([medium]);
    expect(runwayOf(burns, { usableUnits: 22_500_000n, stashUnits: 0n, overdraftUnits: 1n }).hours).toBe(1);
    expect(runwayOf(burns, { usableUnits: 5n, stashUnits: 0n, overdraftUnits: 6n }).hours).toBe(0);
  });

  it('is what the chain would really pay, hour by hour, for any contracts and balances', () => {
    const group = fc.record({
      count: fc.integer({ min: 1, max: 40 }),
      footprint: fc.record({
        cpu: fc.integer({ min: 0, max: 16 }),
        memoryMb: fc.integer({ min: 0, max: 32 }).map((gib) => gib * 1024),
        ssdMb: fc.integer({ min: 0, max: 2000 }).map((gib) => gib * 1024),
        hddMb: fc.constant(0),
        publicIpv4Count: fc.integer({ min: 0, max: 1 }),
      }),
      certified: fc.boolean(),
      extraFeeMusd: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100_000 })),
    });
    const groups = fc.array(group, { minLength: 1, maxLength: 4 });
    const units = fc.bigInt(0n, 20_000n * TFT);
    fc.assert(
      fc.property(groups, units, fc.oneof(fc.constant(0n), units), (contracts, usable, stash) => {
        const { hours } = runwayOf(burnsOf(contracts), { usableUnits: usable, stashUnits: stash });
        const most = 200;
        const paid = hoursPaid(contracts, usable, stash, most);
        expect(hours === null ? most : Math.min(hours, most)).toBe(paid);
      }),
      { numRuns: 50 },
    );
  });

  it('grows with the balance and shrinks with each further contract', () => {
    const units = fc.bigInt(0n, 10n ** 13n);
    fc.assert(
      fc.property(units, units, fc.bigInt(0n, 10n ** 12n), (usable, stash, more) => {
        const hours = (count: number, usableUnits: bigint) =>
          runwayOf(burnsOf([{ ...medium, count }]), { usableUnits, stashUnits: stash }).hours ?? 0;
        expect(hours(3, usable + more)).toBeGreaterThanOrEqual(hours(3, usable));
        expect(hours(4, usable)).toBeLessThanOrEqual(hours(3, usable));
      }),
    );
  });
});

it('what holds the levels for a time really holds them', () => {
  const burns = burnsOf([
    medium,
    { ...medium, count: 5, footprint: { ...medium.footprint, cpu: 8, memoryMb: 16_384 } },
  ]);
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 13n), fc.integer({ min: 1, max: 500 }), (usableUnits, hours) => {
      const needed = unitsToHoldLevels(burns, { usableUnits, stashUnits: 0n }, hours);
      if (needed === 0n || needed < usableUnits) return;
      const { nextDrop } = runwayOf(burns, { usableUnits: needed, stashUnits: 0n });
      // More may lift a contract to a higher level; a drop back from there is none from the present one.
      if (
        nextDrop &&
        runwayOf(burns, { usableUnits, stashUnits: 0n }).burnUnits ===
          runwayOf(burns, { usableUnits: needed, stashUnits: 0n }).burnUnits
      )
        expect(nextDrop.afterHours).toBeGreaterThanOrEqual(hours);
    }),
  );
});
