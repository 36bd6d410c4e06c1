import { describe, expect, it } from 'vitest';
import { type Bill, chainLevels, contractCost, type PricingPolicy } from '../pricing/index.ts';
import { type ContractBurn, contractBurn } from './contract-burn.ts';
import { contractStaking } from './staking.ts';

const TFT = 10_000_000n;
const policy: PricingPolicy = {
  cuUnits: 100_000n,
  suUnits: 50_000n,
  nuUnits: 15_000n,
  ipv4Units: 40_000n,
  nameUnits: 2_500n,
  rentPercent: 50n,
};
const price = { averageMusd: 10n, minMusd: 1n, maxMusd: 1000n };
const rules = { policy, price, levels: chainLevels };

/** A contract that costs so many units of TFT in an hour at list price: storage alone, of a size to match. */
const costing = (hourlyUnits: bigint): ContractBurn =>
  contractBurn(
    {
      count: 1,
      footprint: { cpu: 0, memoryMb: 0, ssdMb: 200 * 1024, hddMb: 0, publicIpv4Count: 0 },
      certified: false,
      extraFeeMusd: 0,
    },
    // At 10 mUSD a unit of USD is 100 units of TFT: one storage unit at that many dollars gives it exactly.
    { ...rules, policy: { ...policy, suUnits: hourlyUnits / 100n } },
  );
const onTwin = (usableUnits: bigint) => ({ usableUnits, stashUnits: 0n });

describe('worked examples of the chain', () => {
  it('10 TFT an hour: bounds at 10,800, 21,600, 43,200 and 129,600; 120,000 is silver and pays 6', () => {
    const burn = costing(10n * TFT);
    expect(burn.dueMonthlyUnits).toBe(7_200n * TFT);
    expect(burn.levels.map(({ level, fromUnits }) => [level, fromUnits / TFT])).toEqual([
      ['gold', 129_600n],
      ['silver', 43_200n],
      ['bronze', 21_600n],
      ['default', 10_800n],
      ['none', 0n],
    ]);
    expect(contractStaking(burn, onTwin(120_000n * TFT))).toEqual({
      level: 'silver',
      heldHundredths: 1666n,
      listMonthlyUnits: 7_200n * TFT,
      monthlyUnits: 4_320n * TFT,
      savingMonthlyUnits: 2_880n * TFT,
      stashSavingUnits: 0n,
      next: { level: 'gold', missingUnits: 9_600n * TFT, savingMonthlyUnits: 1_440n * TFT },
    });
  });

  it('the bound itself counts, one unit below it does not', () => {
    const burn = costing(1000n);
    const at = (units: bigint) => contractStaking(burn, onTwin(units));
    expect([at(1_080_000n).level, at(1_080_000n).monthlyUnits]).toEqual(['default', 800n * 720n]);
    expect([at(1_079_999n).level, at(1_079_999n).monthlyUnits]).toEqual(['none', 1000n * 720n]);
    expect(at(1_079_999n).next).toEqual({ level: 'default', missingUnits: 1n, savingMonthlyUnits: 200n * 720n });
  });

  it('two contracts of 100 TFT a month see the whole balance each: 200 is 20 % for both, 1,800 is gold for both', () => {
    // 0.1388888 an hour is 99.999936 a month: the example's 100, in whole units of an hour.
    const both = [costing(1_388_800n), costing(1_388_800n)];
    expect(both.map((burn) => contractStaking(burn, onTwin(200n * TFT)).level)).toEqual(['default', 'default']);
    expect(both.map((burn) => contractStaking(burn, onTwin(1_800n * TFT)).level)).toEqual(['gold', 'gold']);
  });

  it.each([
    [
      'half an hour',
      { kind: 'node', seconds: 1800n, suUnits: 10n, usable: 1_080_000n },
      { due: 500n, paid: 400n, level: 'default' },
    ],
    [
      'a rented node of 2 USD an hour',
      { kind: 'rent', seconds: 3600n, suUnits: 20_000_000n, usable: 432_000n * TFT },
      { due: 100n * TFT, paid: 60n * TFT, level: 'silver' },
    ],
  ] as const)('%s is judged by the same bounds', (_, { kind, seconds, suUnits, usable }, { due, paid, level }) => {
    const resources = { cores: 0n, memoryBytes: 0n, ssdBytes: 200n * 1024n ** 3n, hddBytes: 0n, publicIpv4Count: 0n };
    const bill: Bill = { kind, resources };
    const cost = contractCost(bill, {
      policy: { ...policy, suUnits },
      price,
      seconds,
      usableUnits: usable,
      certified: false,
    });
    expect(cost).toMatchObject({ dueUnits: due, finalUnits: paid, level });
  });
});

describe('what counts', () => {
  it('is the stash too: it lifts the level and says what it adds', () => {
    const burn = costing(10n * TFT);
    const { level, savingMonthlyUnits, stashSavingUnits } = contractStaking(burn, {
      usableUnits: 11_000n * TFT,
      stashUnits: 118_600n * TFT,
    });
    expect([level, savingMonthlyUnits, stashSavingUnits]).toEqual(['gold', 4_320n * TFT, (4_320n - 1_440n) * TFT]);
  });

  it('is not the extra fee: no discount on it, no level by it', () => {
    const footprint = { cpu: 2, memoryMb: 4096, ssdMb: 50 * 1024, hddMb: 0, publicIpv4Count: 1 };
    const plain = contractBurn({ count: 1, footprint, certified: true, extraFeeMusd: 0 }, rules);
    const dear = contractBurn({ count: 1, footprint, certified: true, extraFeeMusd: 7_200 }, rules);
    expect(dear.dueMonthlyUnits).toBe(plain.dueMonthlyUnits);
    // 7.2 USD a month of 720 hours are 0.01 USD an hour: 1 TFT at every level.
    expect(dear.levels.map(({ hourlyUnits }, at) => hourlyUnits - (plain.levels[at]?.hourlyUnits ?? 0n))).toEqual(
      Array(5).fill(TFT),
    );
    // (1.125 + 0.4) TFT an hour, certified: a quarter more, after the discount.
    expect(plain.levels.map(({ hourlyUnits }) => hourlyUnits)).toEqual([
      7_625_000n,
      11_437_500n,
      13_343_750n,
      15_250_000n,
      19_062_500n,
    ]);
  });

  it('is the highest level without an end', () => {
    expect(contractStaking(costing(TFT), onTwin(10n ** 15n)).next).toBeNull();
  });
});
