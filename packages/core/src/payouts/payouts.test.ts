import { describe, expect, it } from 'vitest';
import { isRefusal, type Refusal } from '../refusal/index.ts';
import { askForPayout } from './ask-for-payout.ts';
import { planRun, type RunFacts } from './plan-run.ts';

const codeOf = (outcome: string | object | Refusal) => (isRefusal(outcome) ? outcome.code : outcome);

describe('asking for a payout', () => {
  const ask = { units: 100n, payableUnits: 100n, minimumUnits: 100n, address: '5Address' };

  it.each([
    ['all that is payable, to the address of this moment', {}, '5Address'],
    ['not without an address', { address: undefined }, 'payout_address_missing'],
    ['not below the minimum', { units: 99n }, 'amount_out_of_range'],
    ['not nothing, whatever the minimum', { units: 0n, minimumUnits: 0n }, 'amount_out_of_range'],
    ['not a unit more than is payable', { units: 101n }, 'payout_exceeds_payable'],
  ])('%s', (_, change, expected) => {
    expect(codeOf(askForPayout({ ...ask, ...change }))).toBe(expected);
  });
});

describe('planning a run', () => {
  const facts: RunFacts = {
    payouts: [
      { id: 'a', units: 100_000_000n },
      { id: 'b', units: 200_000_001n },
    ],
    price: { value: { averageMusd: 8, minMusd: 10, maxMusd: 1000 }, seenAtMs: 0 },
    usableUnits: 10n ** 12n,
    nowMs: 600_000,
  };

  it("turns dollars into TFT at the chain's average, not at its floor", () => {
    expect(planRun(facts)).toEqual({
      priceMusd: 8,
      priceAtMs: 0,
      payouts: [
        { id: 'a', tftUnits: 12_500_000_000n },
        { id: 'b', tftUnits: 25_000_000_125n },
      ],
      tftUnits: 37_500_000_125n,
    });
  });

  it.each([
    ['nobody waits', { payouts: [] }, 'no_payout_waiting'],
    ['the price is older than ten minutes', { nowMs: 600_001 }, 'price_too_old'],
    ['the chain was never read', { price: undefined }, 'price_too_old'],
    [
      'the chain has no price',
      { price: { value: { averageMusd: 0, minMusd: 10, maxMusd: 1000 }, seenAtMs: 0 } },
      'price_too_old',
    ],
    ['the account cannot pay all of it and the fees', { usableUnits: 37_500_200_124n }, 'float_too_small'],
  ])('pays nobody when %s', (_, change, expected) => {
    expect(codeOf(planRun({ ...facts, ...change }))).toBe(expected);
  });

  it('takes the last unit of the account', () => {
    expect(isRefusal(planRun({ ...facts, usableUnits: 37_500_200_125n }))).toBe(false);
  });
});
