import { describe, expect, it } from 'vitest';
import { type Bill, billed, contractCost, extraFeeDue, extraFeeUnits } from './contract-cost.ts';
import { atMusd, genesisPolicy, resources } from './policy.fixture.ts';

const levels = ['none', 'default', 'bronze', 'silver', 'gold'] as const;
const node = (cores: bigint, memoryGib: number, ssdGib: number, ipv4 = 0n): Bill => ({
  kind: 'node',
  resources: resources(cores, memoryGib, ssdGib, ipv4),
});

const base = node(2n, 4, 50);
const withIpv4 = node(2n, 4, 50, 1n);
const withRoot = node(2n, 4, 52);
const rent: Bill = {
  kind: 'rent',
  resources: {
    cores: 4n,
    memoryBytes: 16_696_685_363n,
    ssdBytes: 128_032_975_094n,
    hddBytes: 2_000_381_018_112n,
    publicIpv4Count: 0n,
  },
};
const name: Bill = { kind: 'name' };

const cost = (bill: Bill, musd: bigint, usableUnits: bigint, certified = false, seconds = 3600n) =>
  contractCost(bill, { policy: genesisPolicy, price: atMusd(musd), seconds, usableUnits, certified });

/** [bill, mUSD, due, due per month, [none, default, bronze, silver, gold], the same certified, boundaries] */
type Vector = [string, Bill, bigint, bigint, bigint, bigint[], bigint[], bigint[]];

const vectors: Vector[] = [
  [
    'base',
    base,
    10n,
    11_250_000n,
    8_100_000_000n,
    [11_250_000n, 9_000_000n, 7_875_000n, 6_750_000n, 4_500_000n],
    [14_062_500n, 11_250_000n, 9_843_750n, 8_437_500n, 5_625_000n],
    [12_150_000_000n, 24_300_000_000n, 48_600_000_000n, 145_800_000_000n],
  ],
  [
    'base',
    base,
    15n,
    7_500_000n,
    5_400_000_000n,
    [7_500_000n, 6_000_000n, 5_250_000n, 4_500_000n, 3_000_000n],
    [9_375_000n, 7_500_000n, 6_562_500n, 5_625_000n, 3_750_000n],
    [8_100_000_000n, 16_200_000_000n, 32_400_000_000n, 97_200_000_000n],
  ],
  [
    'base',
    base,
    100n,
    1_125_000n,
    810_000_000n,
    [1_125_000n, 900_000n, 787_500n, 675_000n, 450_000n],
    [1_406_250n, 1_125_000n, 984_375n, 843_750n, 562_500n],
    [1_215_000_000n, 2_430_000_000n, 4_860_000_000n, 14_580_000_000n],
  ],
  [
    'base, where exact decimals would round the other way',
    base,
    8n,
    14_062_500n,
    10_125_000_000n,
    [14_062_500n, 11_250_000n, 9_843_750n, 8_437_500n, 5_625_000n],
    [17_578_125n, 14_062_500n, 12_304_687n, 10_546_875n, 7_031_250n],
    [15_187_500_000n, 30_375_000_000n, 60_750_000_000n, 182_250_000_000n],
  ],
  [
    'with IPv4',
    withIpv4,
    10n,
    15_250_000n,
    10_980_000_000n,
    [15_250_000n, 12_200_000n, 10_675_000n, 9_150_000n, 6_100_000n],
    [19_062_500n, 15_250_000n, 13_343_750n, 11_437_500n, 7_625_000n],
    [16_470_000_000n, 32_940_000_000n, 65_880_000_000n, 197_640_000_000n],
  ],
  [
    'with IPv4',
    withIpv4,
    15n,
    10_166_667n,
    7_320_000_240n,
    [10_166_667n, 8_133_334n, 7_116_667n, 6_100_000n, 4_066_667n],
    [12_708_334n, 10_166_667n, 8_895_834n, 7_625_000n, 5_083_334n],
    [10_980_000_360n, 21_960_000_720n, 43_920_001_440n, 131_760_004_320n],
  ],
  [
    'with IPv4',
    withIpv4,
    100n,
    1_525_000n,
    1_098_000_000n,
    [1_525_000n, 1_220_000n, 1_067_500n, 915_000n, 610_000n],
    [1_906_250n, 1_525_000n, 1_334_375n, 1_143_750n, 762_500n],
    [1_647_000_000n, 3_294_000_000n, 6_588_000_000n, 19_764_000_000n],
  ],
  [
    'with IPv4',
    withIpv4,
    8n,
    19_062_500n,
    13_725_000_000n,
    [19_062_500n, 15_250_000n, 13_343_750n, 11_437_500n, 7_625_000n],
    [23_828_125n, 19_062_500n, 16_679_687n, 14_296_875n, 9_531_250n],
    [20_587_500_000n, 41_175_000_000n, 82_350_000_000n, 247_050_000_000n],
  ],
  [
    'with root filesystem',
    withRoot,
    10n,
    11_300_000n,
    8_136_000_000n,
    [11_300_000n, 9_040_000n, 7_910_000n, 6_780_000n, 4_520_000n],
    [14_125_000n, 11_300_000n, 9_887_500n, 8_475_000n, 5_650_000n],
    [12_204_000_000n, 24_408_000_000n, 48_816_000_000n, 146_448_000_000n],
  ],
  [
    'with root filesystem',
    withRoot,
    15n,
    7_533_333n,
    5_423_999_760n,
    [7_533_333n, 6_026_666n, 5_273_333n, 4_520_000n, 3_013_333n],
    [9_416_666n, 7_533_333n, 6_591_666n, 5_650_000n, 3_766_667n],
    [8_135_999_640n, 16_271_999_280n, 32_543_998_560n, 97_631_995_680n],
  ],
  [
    'with root filesystem',
    withRoot,
    100n,
    1_130_000n,
    813_600_000n,
    [1_130_000n, 904_000n, 791_000n, 678_000n, 452_000n],
    [1_412_500n, 1_130_000n, 988_750n, 847_500n, 565_000n],
    [],
  ],
  [
    'with root filesystem',
    withRoot,
    8n,
    14_125_000n,
    10_170_000_000n,
    [14_125_000n, 11_300_000n, 9_887_500n, 8_475_000n, 5_650_000n],
    [17_656_250n, 14_125_000n, 12_359_375n, 10_593_750n, 7_062_500n],
    [],
  ],
  [
    'rent',
    rent,
    10n,
    24_809_200n,
    17_862_624_000n,
    [24_809_200n, 19_847_360n, 17_366_440n, 14_885_520n, 9_923_680n],
    [31_011_500n, 24_809_200n, 21_708_050n, 18_606_900n, 12_404_600n],
    [26_793_936_000n, 53_587_872_000n, 107_175_744_000n, 321_527_232_000n],
  ],
  [
    'rent',
    rent,
    15n,
    16_539_467n,
    11_908_416_240n,
    [16_539_467n, 13_231_574n, 11_577_627n, 9_923_680n, 6_615_787n],
    [20_674_334n, 16_539_467n, 14_472_034n, 12_404_600n, 8_269_734n],
    [17_862_624_360n, 35_725_248_720n, 71_450_497_440n, 214_351_492_320n],
  ],
  [
    'name, which knows no certification',
    name,
    10n,
    250_000n,
    180_000_000n,
    [250_000n, 200_000n, 175_000n, 150_000n, 100_000n],
    [250_000n, 200_000n, 175_000n, 150_000n, 100_000n],
    [270_000_000n, 540_000_000n, 1_080_000_000n, 3_240_000_000n],
  ],
  [
    'name, which knows no certification',
    name,
    15n,
    166_667n,
    120_000_240n,
    [166_667n, 133_334n, 116_667n, 100_000n, 66_667n],
    [166_667n, 133_334n, 116_667n, 100_000n, 66_667n],
    [180_000_360n, 360_000_720n, 720_001_440n, 2_160_004_320n],
  ],
];

describe('the bill of an hour, by the formula of the chain', () => {
  it.each(vectors)('%s (%#)', (_, bill, musd, due, dueMonthly, plain, certified, boundaries) => {
    const months = [0n, 3n, 6n, 12n, 36n].map((halves) => (halves * dueMonthly) / 2n + halves);
    const diy = months.map((usable) => cost(bill, musd, usable));
    expect(diy[0]).toMatchObject({ dueUnits: due, dueMonthlyUnits: dueMonthly });
    expect(diy.map((result) => result.level)).toEqual(levels);
    expect(diy.map((result) => result.finalUnits)).toEqual(plain);
    expect(months.map((usable) => cost(bill, musd, usable, true).finalUnits)).toEqual(certified);
    for (const [index, boundary] of boundaries.entries()) {
      expect(cost(bill, musd, boundary).level).toBe(levels[index + 1]);
      expect(cost(bill, musd, boundary - 1n).level).toBe(levels[index]);
    }
  });

  it.each([
    ['1 core, 2 GiB, 25 GiB', node(1n, 2, 25), 56_250n, 5_625_000n, 3_750_000n],
    ['4 cores, 16 GiB, 100 GiB', node(4n, 16, 100), 425_000n, 42_500_000n, 28_333_333n],
    ['8 cores, 32 GiB, 100 GiB', node(8n, 32, 100), 825_000n, 82_500_000n, 55_000_000n],
    ['8 cores, 4 GiB', node(8n, 4, 0), 200_000n, 20_000_000n, 13_333_333n],
    ['1 core, 0.5 GiB, 0.5 GiB', node(1n, 0.5, 0.5), 25_125n, 2_512_500n, 1_675_000n],
    ['10 GiB HDD', { kind: 'node', resources: resources(0n, 0, 0, 0n, 10) }, 417n, 41_700n, 27_800n],
    ['one IPv4', node(0n, 0, 0, 1n), 40_000n, 4_000_000n, 2_666_667n],
  ] as [string, Bill, bigint, bigint, bigint][])('%s', (_, bill, usd, at10, at15) => {
    expect(cost(bill, 10n, 0n)).toMatchObject({ usdUnits: usd, dueUnits: at10 });
    expect(cost(bill, 15n, 0n).dueUnits).toBe(at15);
  });
});

describe('bills of a running chain', () => {
  const bill = node(4n, 8, 100, 1n);
  const gold = 10n ** 15n;

  it('of 66 seconds', () => {
    const none = cost(bill, 10n, 0n, false, 66n);
    expect(none).toMatchObject({ usdUnits: 4_858n, dueUnits: 485_800n, finalUnits: 485_800n });
    const monthly = none.dueMonthlyUnits;
    const finals = [3n, 6n, 12n, 36n].map(
      (halves) => cost(bill, 10n, (halves * monthly) / 2n + halves, false, 66n).finalUnits,
    );
    expect(finals).toEqual([388_640n, 340_060n, 291_480n, 194_320n]);
  });

  it('of 3606 seconds', () => {
    expect(cost(bill, 10n, gold, false, 3606n)).toMatchObject({
      usdUnits: 265_442n,
      dueUnits: 26_544_200n,
      finalUnits: 10_617_680n,
    });
  });

  it('of 78 seconds with traffic', () => {
    const traffic = { ...bill, trafficUnits: 12_500n } as Bill;
    expect(cost(traffic, 10n, gold, false, 78n)).toMatchObject({
      usdUnits: 18_242n,
      dueUnits: 1_824_200n,
      finalUnits: 729_680n,
    });
  });
});

it('rounds half of a rented node down, as the chain does', () => {
  expect(billed(rent, genesisPolicy, 3600n)).toBe(248_092n);
});

it('bills only addresses and traffic on a node that is rented already', () => {
  const bill: Bill = { kind: 'node', resources: resources(2n, 4, 50, 1n), onRentedNode: true, trafficUnits: 7n };
  expect(billed(bill, genesisPolicy, 3600n)).toBe(40_007n);
});

it('charges the extra fee by the second of a 30-day month', () => {
  expect(extraFeeUnits(10_000n, 3600n)).toBe(138_889n);
  expect(extraFeeDue(10_000n, 3600n, atMusd(10n))).toBe(13_888_900n);
  expect(extraFeeDue(10_000n, 3600n, atMusd(15n))).toBe(9_259_267n);
});

it('keeps the price of TFT between its floor and its ceiling', () => {
  const due = (averageMusd: bigint) =>
    contractCost(base, {
      policy: genesisPolicy,
      price: { averageMusd, minMusd: 10n, maxMusd: 100n },
      seconds: 3600n,
      usableUnits: 0n,
      certified: false,
    }).dueUnits;
  expect([due(8n), due(15n), due(2000n)]).toEqual([11_250_000n, 7_500_000n, 1_125_000n]);
});

it('bills nothing for a cycle of no length', () => {
  expect(cost(base, 10n, 0n, true, 0n)).toMatchObject({ usdUnits: 0n, dueUnits: 0n, finalUnits: 0n, level: 'none' });
});
