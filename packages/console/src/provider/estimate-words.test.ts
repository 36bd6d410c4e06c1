import type { EarningsEstimate } from '@marketplace/contract';
import { expect, it } from 'vitest';
import { chainFormula, levelName, marketplaceFormula } from './estimate-words.ts';

const usd = (amount: string) => ({ currency: 'USD' as const, amount });
const level = (discountPercent: number, name: 'none' | 'gold') => ({
  level: name,
  discountPercent,
  bill: usd(discountPercent === 0 ? '190.80' : '76.32'),
  paidByChain: usd('38.16'),
  ofMarkup: usd('3.816'),
  ofDiscount: usd(discountPercent === 0 ? '0' : '57.24'),
  paidByMarketplace: usd('61.056'),
});
const shown = { grid: usd('190.80'), markup: usd('38.16') } as EarningsEstimate['cases'][number];
const estimate = {
  chain: { specVersion: 157, paysProviders: true, providerPercent: 50 },
  sharePercent: 10,
  discountSharePercent: 50,
  discountPassedOnPercent: 0,
} as EarningsEstimate;

it('each line says how it is computed, in the numbers of the row', () => {
  expect(levelName(level(60, 'gold'))).toBe('Gold, 60 % off');
  expect(chainFormula(estimate, shown, level(60, 'gold'))).toBe(
    '$190.8000 list price − 60 % = $76.3200 bill; 50 % of it goes to your farm’s twin.',
  );
  expect(marketplaceFormula(estimate, shown, level(60, 'gold'))).toBe(
    '10 % of the $38.1600 markup = $3.8160, and 50 % of the 60 % that the stake takes off $190.8000 = $57.2400.',
  );
});

it('what is not paid is said, with its reason', () => {
  const old = { ...estimate, chain: { ...estimate.chain, specVersion: 151, paysProviders: false } };
  expect(chainFormula(old, shown, level(0, 'none'))).toMatch(/^Runtime 151 of the chain gives nodes nothing/);
  expect(marketplaceFormula(estimate, shown, level(0, 'none'))).toMatch(/no discount to share\.$/);
  expect(marketplaceFormula({ ...estimate, discountPassedOnPercent: 25 }, shown, level(60, 'gold'))).toContain(
    'customers get 25 %',
  );
});
