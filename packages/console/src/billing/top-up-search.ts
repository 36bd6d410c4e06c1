import { readText } from '../ui/search.ts';

export interface TopUpSearch {
  /** The top-up under way, so that a reload finds it again. */
  topUp?: string;
  /** Dollars with 2 decimals that the form proposes. */
  amount?: string;
}

export function readTopUpSearch(search: Record<string, unknown>): TopUpSearch {
  const topUp = readText(search.topUp, 50);
  const amount = typeof search.amount === 'string' || typeof search.amount === 'number' ? String(search.amount) : '';
  return {
    ...(topUp ? { topUp } : {}),
    ...(/^\d{1,6}(\.\d{1,2})?$/.test(amount) ? { amount: twoDecimals(amount) } : {}),
  };
}

/** The address may have lost zeros at the end. */
function twoDecimals(amount: string): string {
  const [whole = '0', cents = ''] = amount.split('.');
  return `${whole}.${cents.padEnd(2, '0')}`;
}
