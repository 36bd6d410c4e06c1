import { describe, expect, it } from 'vitest';
import { maxAmount } from '../ledger/amounts.ts';
import { adjustedAmount, crossAmounts, type Rounding } from './cross-amounts.ts';
import { poolAsks, poolGives } from './pool-amounts.ts';

// Numbers of the network's own tests (stellar-core, ExchangeTests) and of Horizon's path finder (orderbook, pools_test).
const cross = (
  [n, d]: [number, number],
  limits: { offerSends?: bigint; takerReceives?: bigint; takerSends?: bigint; offerReceives?: bigint },
  rounding: Rounding = 'order',
) => {
  const { received, sent } = crossAmounts(
    {
      price: { n, d },
      offerSends: limits.offerSends ?? maxAmount,
      takerReceives: limits.takerReceives ?? maxAmount,
      takerSends: limits.takerSends ?? maxAmount,
      offerReceives: limits.offerReceives ?? maxAmount,
    },
    rounding,
  );
  return [received, sent];
};

describe('two crossing offers', () => {
  it.each<[[number, number], bigint, bigint, bigint, bigint]>([
    [[3, 2], 3000n, 4501n, 3000n, 4500n],
    [[3, 2], 3000n, 4500n, 3000n, 4500n],
    [[3, 2], 3000n, 4499n, 2999n, 4499n],
    [[3, 2], 2999n, 4499n, 2999n, 4498n],
    [[3, 2], 2999n, 4498n, 2998n, 4497n],
    [[2, 3], 3000n, 2001n, 3000n, 2000n],
    [[2, 3], 3000n, 1999n, 2998n, 1999n],
    [[2, 3], 2999n, 2000n, 2999n, 1999n],
    [[2, 3], 2999n, 1999n, 2998n, 1999n],
  ])('at %j, giving %i for %i, exchange %i for %i', (price, offerSends, takerSends, received, sent) => {
    expect(cross(price, { offerSends, takerSends })).toEqual([received, sent]);
  });

  it('trade nothing when rounding would cost one side more than 1 %', () => {
    expect(cross([3, 2], { offerSends: 28n, takerReceives: 27n })).toEqual([0n, 0n]);
    expect(cross([3, 2], { offerSends: 28n, takerReceives: 26n })).toEqual([26n, 39n]);
    expect(cross([3, 2], { offerSends: 52n, takerReceives: 51n })).toEqual([51n, 77n]);
  });

  it('let a path payment deliver exactly what it must, at any price', () => {
    expect(cross([3, 2], { offerSends: 28n, takerReceives: 27n }, 'strictReceive')).toEqual([27n, 41n]);
    expect(cross([3, 2], { offerSends: 150n, takerReceives: 101n }, 'strictReceive')).toEqual([101n, 152n]);
    expect(cross([2, 3], { offerSends: 150n, takerReceives: 101n }, 'strictReceive')).toEqual([101n, 68n]);
  });

  it('let a path payment send exactly what it must, even for nothing', () => {
    expect(cross([3, 2], { offerSends: 28n, takerSends: 41n }, 'strictSend')).toEqual([27n, 41n]);
    expect(cross([3, 2], { offerSends: 97n, takerSends: 145n }, 'strictSend')).toEqual([96n, 145n]);
    expect(cross([2, 1], { offerSends: 1n, takerSends: 1n }, 'strictSend')).toEqual([0n, 1n]);
  });

  it('leave of an offer only what can be traded', () => {
    expect(adjustedAmount({ n: 1, d: 1000 }, 2001n, maxAmount)).toBe(2000n);
    expect(adjustedAmount({ n: 1, d: 1000 }, 1999n, maxAmount)).toBe(1000n);
    expect(adjustedAmount({ n: 1, d: 1000 }, 2000n, 1n)).toBe(1000n);
    expect(adjustedAmount({ n: 1000, d: 1 }, 400n, 400n * 1000n - 1n)).toBe(399n);
  });
});

describe('a pool', () => {
  it('gives less than the product allows, and asks more', () => {
    expect(poolGives({ into: 1000n, from: 1000n }, 500n)).toBe(332n);
    expect(poolAsks({ into: 1000n, from: 1000n }, 332n)).toBe(499n);
    expect(poolGives({ into: 10_000n, from: 20_000n }, 10_031n)).toBe(10_000n);
    expect(poolAsks({ into: 10_000n, from: 20_000n }, 10_000n)).toBe(10_031n);
  });

  it.each<[bigint, bigint, bigint, bigint | undefined]>([
    [100n, 100n, maxAmount - 100n, 99n],
    [100n, 100n, maxAmount - 99n, undefined],
    [maxAmount - 100n, maxAmount - 100n, 100n, 99n],
    [maxAmount - 100n, maxAmount - 100n, 101n, undefined],
    [100n, 100n, 2n, 1n],
    [100n, 100n, 1n, undefined],
    [100n, 100n, 0n, undefined],
  ])('with %i and %i takes %i for %s', (into, from, sent, received) => {
    expect(poolGives({ into, from }, sent, 0n)).toBe(received);
  });

  it.each<[bigint, bigint, bigint, bigint | undefined]>([
    [100n, 100n, 99n, 9900n],
    [100n, 100n, 100n, undefined],
    [100n, maxAmount / 100n, maxAmount / 100n - 1n, maxAmount - 107n],
    [maxAmount / 100n, 10_001n, 10_000n, undefined],
    [maxAmount - 100n, maxAmount / 2n, 49n, 98n],
    [maxAmount - 100n, maxAmount / 2n, 50n, undefined],
    [100n, 100n, 33n, 50n],
  ])('with %i and %i gives %i for %s', (into, from, received, sent) => {
    expect(poolAsks({ into, from }, received, 0n)).toBe(sent);
  });
});
