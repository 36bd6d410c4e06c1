import type { EarningsEstimate } from '@marketplace/contract';
import { formatMoney, type MoneyValue } from '../ui/money.ts';

type Case = EarningsEstimate['cases'][number];
type Level = Case['levels'][number];

/** Four decimals, so that the parts add up on the page too. */
const exact = (money: MoneyValue): string => formatMoney(money, 'ledger');

const names: Record<Level['level'], string> = {
  none: 'No stake',
  default: 'Default',
  bronze: 'Bronze',
  silver: 'Silver',
  gold: 'Gold',
};

export const levelName = ({ level, discountPercent }: Level): string =>
  discountPercent === 0 ? names[level] : `${names[level]}, ${discountPercent} % off`;

/** $190.8000 list price − 60 % = $76.3200 bill; 50 % of it. */
export function chainFormula({ chain }: EarningsEstimate, { grid }: Case, { discountPercent, bill }: Level): string {
  if (!chain.paysProviders)
    return `Runtime ${chain.specVersion} of the chain gives nodes nothing of a bill; from 152 on it gives half.`;
  const billed =
    discountPercent === 0
      ? `${exact(bill)} bill`
      : `${exact(grid)} list price − ${discountPercent} % = ${exact(bill)} bill`;
  return `${billed}; ${chain.providerPercent} % of it goes to your farm’s twin.`;
}

/** 10 % of the $38.1600 markup = $3.8160, and 50 % of the 60 % that the stake takes off $190.8000 = $57.2400. */
export function marketplaceFormula(
  { sharePercent, discountSharePercent, discountPassedOnPercent }: EarningsEstimate,
  { markup, grid }: Case,
  { discountPercent, ofMarkup, ofDiscount }: Level,
): string {
  const share = `${sharePercent} % of the ${exact(markup)} markup = ${exact(ofMarkup)}`;
  if (discountPercent === 0) return `${share}. Without a stake there is no discount to share.`;
  const kept = discountPassedOnPercent === 0 ? '' : `, of which customers get ${discountPassedOnPercent} %`;
  return `${share}, and ${discountSharePercent} % of the ${discountPercent} % that the stake takes off ${exact(grid)}${kept} = ${exact(ofDiscount)}.`;
}
