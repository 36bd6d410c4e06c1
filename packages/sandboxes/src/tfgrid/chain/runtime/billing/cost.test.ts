import { describe, expect, it } from 'vitest';
import type { PricingPolicy, Resources } from '../values.ts';
import { extraFeeTft, networkUnits, resourcesCost, toTft } from './cost.ts';
import { discounted } from './discount.ts';

const gibibyte = 1024n ** 3n;
const hour = 3600n;
const prices = { cu: 100_000, su: 50_000, nu: 15_000, ipu: 40_000 };
const policy = Object.fromEntries(
  Object.entries(prices).map(([name, value]) => [name, { value }]),
) as unknown as PricingPolicy;

const of = (cores: bigint, memoryGib: number, ssdGib: number, hddGib = 0n): Resources => ({
  cru: cores,
  mru: (BigInt(memoryGib * 1024) * gibibyte) / 1024n,
  sru: (BigInt(ssdGib * 1024) * gibibyte) / 1024n,
  hru: hddGib * gibibyte,
});

describe('cost in units of USD', () => {
  it.each([
    ['2 cores, 4 GiB, 50 GiB', of(2n, 4, 50), 0, 112_500n],
    ['the same with an address', of(2n, 4, 50), 1, 152_500n],
    ['the same with its root file system', of(2n, 4, 52), 0, 113_000n],
    ['1 core, 2 GiB, 25 GiB', of(1n, 2, 25), 0, 56_250n],
    ['4 cores, 16 GiB, 100 GiB', of(4n, 16, 100), 0, 425_000n],
    ['8 cores, 32 GiB, 100 GiB', of(8n, 32, 100), 0, 825_000n],
    ['8 cores, 4 GiB', of(8n, 4, 0), 0, 200_000n],
    ['1 core, half a GiB each', of(1n, 0.5, 0.5), 0, 25_125n],
    ['10 GiB of disk', of(0n, 0, 0, 10n), 0, 417n],
    ['an address alone', of(0n, 0, 0), 1, 40_000n],
  ])('of %s for an hour', (_name, resources, publicIps, units) => {
    expect(resourcesCost(resources, publicIps, hour, policy, true)).toBe(units);
  });

  it.each([
    [66n, 4_858n],
    [3606n, 265_442n],
    [78n, 5_742n],
  ])('matches what a real runtime billed for %i seconds', (seconds, units) => {
    expect(resourcesCost(of(4n, 8, 100), 1, seconds, policy, true)).toBe(units);
  });

  it('counts only addresses where the rent pays for the resources', () => {
    expect(resourcesCost(of(2n, 4, 50), 1, hour, policy, false)).toBe(40_000n);
  });

  it('multiplies traffic by the window as the real chain does', () => {
    expect(networkUnits({ contract_id: 1n, timestamp: 0n, window: 3600n, nru: 10_000_000_000n }, policy)).toBe(
      150_000n,
    );
    expect(networkUnits({ contract_id: 1n, timestamp: 0n, window: 1000n, nru: 3_000_000_000n }, policy)).toBe(12_500n);
  });

  it('turns an extra fee of 10 USD a month into TFT', () => {
    expect(extraFeeTft(10_000n, hour, 10)).toBe(13_888_900n);
    expect(extraFeeTft(10_000n, hour, 15)).toBe(9_259_267n);
  });
});

describe('discount by what the balance covers', () => {
  const amounts = (unitsUsd: bigint, priceMusd: number, certified: boolean, balances: bigint[]) =>
    balances.map((balance) => discounted(toTft(unitsUsd, priceMusd), balance, hour, certified).units);
  const plenty = 10n ** 15n;

  it.each([
    [112_500n, 10, [11_250_000n, 9_000_000n, 7_875_000n, 6_750_000n, 4_500_000n]],
    [112_500n, 8, [14_062_500n, 11_250_000n, 9_843_750n, 8_437_500n, 5_625_000n]],
    [152_500n, 15, [10_166_667n, 8_133_334n, 7_116_667n, 6_100_000n, 4_066_667n]],
    [113_000n, 15, [7_533_333n, 6_026_666n, 5_273_333n, 4_520_000n, 3_013_333n]],
    [2_500n, 15, [166_667n, 133_334n, 116_667n, 100_000n, 66_667n]],
  ])('of %i units at %i mUSD is right to the unit', (unitsUsd, priceMusd, expected) => {
    const monthly = toTft(unitsUsd, priceMusd) * 720n;
    const balances = [0n, (monthly * 3n) / 2n, monthly * 3n, monthly * 6n, monthly * 18n];
    expect(amounts(unitsUsd, priceMusd, false, balances)).toEqual(expected);
  });

  it.each([
    [112_500n, 8, [17_578_125n, 14_062_500n, 12_304_687n, 10_546_875n, 7_031_250n]],
    [152_500n, 15, [12_708_334n, 10_166_667n, 8_895_834n, 7_625_000n, 5_083_334n]],
    [113_000n, 15, [9_416_666n, 7_533_333n, 6_591_666n, 5_650_000n, 3_766_667n]],
  ])('of %i units at %i mUSD on a certified node is right to the unit', (unitsUsd, priceMusd, expected) => {
    const monthly = toTft(unitsUsd, priceMusd) * 720n;
    const balances = [0n, (monthly * 3n) / 2n, monthly * 3n, monthly * 6n, monthly * 18n];
    expect(amounts(unitsUsd, priceMusd, true, balances)).toEqual(expected);
  });

  it('begins exactly at its threshold', () => {
    const [below, at] = amounts(112_500n, 10, false, [12_149_999_999n, 12_150_000_000n]);
    expect([below, at]).toEqual([11_250_000n, 9_000_000n]);
    const gold = amounts(152_500n, 15, false, [131_760_004_319n, 131_760_004_320n]);
    expect(gold).toEqual([6_100_000n, 4_066_667n]);
  });

  it('is nothing for no time', () => {
    expect(discounted(5n, plenty, 0n, false)).toEqual({ units: 0n, level: 'None' });
  });
});
