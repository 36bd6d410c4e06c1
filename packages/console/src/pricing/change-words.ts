import type { PriceChange } from '@marketplace/contract';
import { formatMoney } from '../ui/money.ts';

const fields: Record<PriceChange['field'], string> = {
  percent: 'percent',
  fixedMonthly: 'fixed per month',
  minimumMonthly: 'least per month',
  passedOnPercent: 'discount passed on',
};

/** One change in words: `All apps, percent: 20 % → 30 %`. */
export function changeWords(change: PriceChange, apps: readonly { id: string; name: string }[]): string {
  const { subject, field, from, to } = change;
  const value = (text: string | null) => valueWords(field, text);
  const what = `${fields[field]}: ${value(from)} → ${value(to)}`;
  if (subject === 'discount') return what.charAt(0).toUpperCase() + what.slice(1);
  const app = subject === 'general' ? 'All apps' : (apps.find(({ id }) => id === subject)?.name ?? subject);
  return `${app}, ${what}`;
}

function valueWords(field: PriceChange['field'], text: string | null): string {
  if (text === null) return 'as all apps';
  return field === 'fixedMonthly' || field === 'minimumMonthly'
    ? formatMoney({ currency: 'USD', amount: text })
    : `${text} %`;
}
