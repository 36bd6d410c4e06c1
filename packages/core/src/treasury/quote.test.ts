import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import { judgeQuote, percent, type QuoteFacts, smallOrder } from './quote.ts';

const USDC = 10_000_000n;
const fair = { sendUnits: 100n * USDC, receiveUnits: 10_000n * USDC, path: [] };
const facts = (more: Partial<QuoteFacts> = {}): QuoteFacts => ({
  order: { mode: 'spend', units: 100n * USDC },
  paths: [fair],
  small: { sendUnits: USDC, receiveUnits: 100n * USDC, path: [] },
  chainPriceMusd: 10,
  maxSlippageBps: 100,
  ...more,
});
const codeOf = (given: Partial<QuoteFacts>) => {
  const judged = judgeQuote(facts(given));
  return isRefusal(judged) ? judged.code : undefined;
};

describe('a quote', () => {
  it('takes the path that gives most, or costs least', () => {
    const better = { ...fair, receiveUnits: fair.receiveUnits + 1n, path: ['native'] };
    expect(judgeQuote(facts({ paths: [fair, better] }))).toMatchObject({ path: ['native'] });
    const cheaper = { ...fair, sendUnits: fair.sendUnits - 1n, path: ['native'] };
    const order = { mode: 'obtain' as const, units: fair.receiveUnits };
    expect(judgeQuote(facts({ order, paths: [fair, cheaper] }))).toMatchObject({ path: ['native'] });
  });

  it('never forbids what was quoted, and never allows more than the slippage beyond it', () => {
    const amount = fc.bigInt(10_000n, 10n ** 15n);
    fc.assert(
      fc.property(
        amount,
        fc.integer({ min: 0, max: 500 }),
        fc.constantFrom('spend' as const, 'obtain' as const),
        (units, bps, mode) => {
          const path = { sendUnits: units, receiveUnits: units * 100n, path: [] };
          const terms = judgeQuote(
            facts({ order: { mode, units }, paths: [path], small: undefined, maxSlippageBps: bps }),
          );
          if (isRefusal(terms)) throw new Error(terms.message);
          expect(terms.sendUnits >= path.sendUnits && terms.receiveUnits <= path.receiveUnits).toBe(true);
          expect((terms.sendUnits - path.sendUnits) * 10_000n <= path.sendUnits * BigInt(bps) + 10_000n).toBe(true);
          expect((path.receiveUnits - terms.receiveUnits) * 10_000n <= path.receiveUnits * BigInt(bps) + 10_000n).toBe(
            true,
          );
        },
      ),
    );
  });

  it.each<[string, Partial<QuoteFacts>, string | undefined]>([
    ['nobody offers', { paths: [] }, 'no_liquidity'],
    ['exactly 5 % of impact', { paths: [{ ...fair, receiveUnits: 9_500n * USDC }] }, undefined],
    ['a unit more than 5 %', { paths: [{ ...fair, receiveUnits: 9_500n * USDC - 1n }] }, 'price_impact_too_large'],
    ['15 % dearer than on the chain', { small: undefined, paths: [{ ...fair, sendUnits: 115n * USDC }] }, undefined],
    ['a unit beyond', { small: undefined, paths: [{ ...fair, sendUnits: 115n * USDC + 1n }] }, 'price_out_of_bounds'],
    ['15 % cheaper', { small: undefined, paths: [{ ...fair, sendUnits: 85n * USDC }] }, undefined],
    ['a unit below', { small: undefined, paths: [{ ...fair, sendUnits: 85n * USDC - 1n }] }, 'price_out_of_bounds'],
  ])('%s', (_name, given, code) => expect(codeOf(given)).toBe(code));

  it('is compared with a thousandth, at least one, never more than all', () => {
    const small = (units: bigint) => smallOrder({ mode: 'spend', units }).units;
    expect([small(5_000n * USDC), small(10n * USDC), small(USDC / 2n)]).toEqual([5n * USDC, USDC, USDC / 2n]);
  });

  it('writes hundredths of a percent as percent', () =>
    expect([percent(150), percent(5)]).toEqual(['1.50 %', '0.05 %']));
});
