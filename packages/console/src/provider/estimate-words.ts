import type { EarningsEstimate } from '@marketplace/contract';
import { formatMoney } from '../ui/money.ts';

type Case = EarningsEstimate['cases'][number];
type Level = Case['levels'][number];

const names: Record<Level['level'], string> = {
  none: 'No stake',
  default: 'Default',
  bronze: 'Bronze',
  silver: 'Silver',
  gold: 'Gold',
};

export const levelName = ({ level, discountPercent }: Level): string =>
  discountPercent === 0 ? names[level] : `${names[level]}, ${discountPercent} % off`;

/** $76.32 list price − 60 % = $30.53 bill; 50 % of it. */
export function chainFormula({ chain }: EarningsEstimate, { grid }: Case, { discountPercent, bill }: Level): string {
  if (!chain.paysProviders)
    return `Runtime ${chain.specVersion} of the chain gives nodes nothing of a bill; from 152 on it gives half.`;
  const billed =
    discountPercent === 0
      ? `${formatMoney(bill)} bill`
      : `${formatMoney(grid)} list price − ${discountPercent} % = ${formatMoney(bill)} bill`;
  return `${billed}; ${chain.providerPercent} % of it goes to your farm’s twin.`;
}

/** 10 % of the $38.16 markup = $3.81, and 50 % of the $114.48 discount that is kept = $57.24. */
export function marketplaceFormula(
  { sharePercent, discountSharePercent, discountPassedOnPercent }: EarningsEstimate,
  { markup, grid }: Case,
  { discountPercent, ofMarkup, ofDiscount }: Level,
): string {
  const share = `${sharePercent} % of the ${formatMoney(markup)} markup = ${formatMoney(ofMarkup)}`;
  if (discountPercent === 0) return `${share}. Without a stake there is no discount to share.`;
  const kept = discountPassedOnPercent === 0 ? '' : `, of which customers get ${discountPassedOnPercent} %`;
  return `${share}, and ${discountSharePercent} % of the ${discountPercent} % that the stake takes off ${formatMoney(grid)}${kept} = ${formatMoney(ofDiscount)}.`;
}
