import { describe, expect, it } from 'vitest';
import { checkPriceRule } from './check-price-rule.ts';
import type { Footprint } from './grid-cost.ts';
import { atMusd, genesisPolicy as policy } from './policy.fixture.ts';
import { type PriceRule, pricerOf } from './price-rule.ts';
import { nextVersion, type PriceVersion, statusOf, versionInForce } from './price-version.ts';
import { ruleChanges } from './rule-changes.ts';

const entry = (percent: number, fixedMonthlyUnits = 0n, minimumMonthlyUnits = 0n) => ({
  percent,
  fixedMonthlyUnits,
  minimumMonthlyUnits,
});
const rule: PriceRule = { general: entry(20), apps: { files: entry(50, 7_200_000n) }, discountPassedOnPercent: 0 };
const medium: Footprint = { cpu: 2, memoryMb: 4096, ssdMb: 50 * 1024, hddMb: 0, publicIpv4Count: 0 };
const diy = { certified: false, extraFeeMusd: 0 };

describe('the price by the rule', () => {
  it('takes the entry of the app, else the general one', () => {
    const hourly = (appId: string) => pricerOf(appId, medium, { policy, rule })(diy).hourlyUnits;
    expect([hourly('vm'), hourly('files')]).toEqual([135_000n, 112_500n + 56_250n + 10_000n]);
  });

  it('keeps to the least price of its app', () => {
    const dear = { ...rule, apps: { vm: entry(0, 0n, 1_000_000_000n) } };
    expect(pricerOf('vm', medium, { policy, rule: dear })(diy).monthlyUnits).toBe(1_000_000_080n);
    expect(pricerOf('files', medium, { policy, rule: dear })(diy).hourlyUnits).toBe(135_000n);
  });

  it('passes on the share of the level that the chain gives this contract, from the very bound on', () => {
    const sharing = { ...rule, discountPassedOnPercent: 50 };
    const discountAt = (usableUnits: bigint) => {
      const staking = { price: atMusd(10n), usableUnits };
      const { parts } = pricerOf('vm', medium, { policy, rule: sharing, staking })(diy);
      return parts.find(({ code }) => code === 'discount')?.hourlyUnits;
    };
    // 18 months of 810 TFT: 60 percent of 112,500, half of it for the customer.
    expect(discountAt(145_800_000_000n)).toBe(-33_750n);
    expect(discountAt(145_799_999_999n)).toBe(-22_500n);
    expect(discountAt(12_149_999_999n)).toBeUndefined();
  });

  it('passes on nothing while the chain was not read', () => {
    const sharing = { ...rule, discountPassedOnPercent: 100 };
    expect(pricerOf('vm', medium, { policy, rule: sharing })(diy).hourlyUnits).toBe(135_000n);
  });
});

describe('the version in force', () => {
  const at = (version: number, effectiveAtMs: number, withdrawn = false): PriceVersion => ({
    version,
    effectiveAtMs,
    withdrawn,
    rule,
  });
  const versions = [at(1, 0), at(2, 1000), at(3, 500), at(4, 2000, true), at(5, 1000)];
  const inForce = (atMs: number) => versionInForce(versions, atMs)?.version;

  it('begins in its very millisecond; an announced one takes over from one published after it', () => {
    expect([inForce(-1), inForce(0), inForce(499), inForce(500), inForce(999)]).toEqual([undefined, 1, 1, 3, 3]);
    expect([inForce(1000), inForce(3000)]).toEqual([5, 5]);
  });

  it('is followed by the next that will really hold', () => {
    expect([0, 500, 1000].map((nowMs) => nextVersion(versions, nowMs)?.version)).toEqual([3, 5, undefined]);
  });

  it('says of each what became of it', () => {
    expect(versions.map((version) => statusOf(version, 3, 600))).toEqual([
      'superseded',
      'scheduled',
      'active',
      'withdrawn',
      'scheduled',
    ]);
  });
});

describe('a rule to publish', () => {
  it('is right as it stands', () => expect(checkPriceRule(rule, ['vm', 'files'])).toEqual([]));

  it.each([
    [{ ...rule, general: entry(-1) }, 'general.percent'],
    [{ ...rule, general: entry(1000.0001) }, 'general.percent'],
    [{ ...rule, general: entry(0.00001) }, 'general.percent'],
    [{ ...rule, general: entry(20, -1n) }, 'general.fixedMonthly'],
    [{ ...rule, apps: { vm: entry(20, 0n, -1n) } }, 'apps.vm.minimumMonthly'],
    [{ ...rule, apps: { mainframe: entry(20) } }, 'apps.mainframe'],
    [{ ...rule, discountPassedOnPercent: 100.5 }, 'discountPassedOnPercent'],
    [{ ...rule, discountPassedOnPercent: Number.NaN }, 'discountPassedOnPercent'],
  ])('names what is wrong: %#', (wrong, path) => {
    expect(checkPriceRule(wrong, ['vm', 'files']).map((issue) => issue.path)).toEqual([path]);
  });
});

it('tells every figure that two rules differ in, and no other', () => {
  const after: PriceRule = { general: entry(25), apps: { vm: entry(10, 1n) }, discountPassedOnPercent: 30 };
  expect(ruleChanges(rule, rule)).toEqual([]);
  expect(ruleChanges(rule, after).map(({ subject, field, from, to }) => `${subject} ${field} ${from} ${to}`)).toEqual([
    'general percent 20 25',
    'files percent 50 null',
    'files fixedMonthly 0.7200000 null',
    'files minimumMonthly 0.0000000 null',
    'vm percent null 10',
    'vm fixedMonthly null 0.0000001',
    'vm minimumMonthly null 0.0000000',
    'discount passedOnPercent 0 30',
  ]);
});
