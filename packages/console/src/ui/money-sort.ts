import type { MoneySort } from '@marketplace/contract';
import type { Column } from './table.tsx';

export type ChosenSort = Exclude<MoneySort, '-time'>;

/** Newest first stands for itself and is left out of the address. */
export const readMoneySort = (value: unknown): { order?: ChosenSort } =>
  value === 'time' || value === '-amount' || value === 'amount' ? { order: value } : {};

/** What a column head needs to sort by it: first the greatest, then the least. */
export function sortBy(
  key: 'time' | 'amount',
  sort: MoneySort = '-time',
  onSort: (sort: ChosenSort | undefined) => void,
): Pick<Column, 'sort' | 'onSort'> {
  const next: MoneySort = sort === `-${key}` ? key : `-${key}`;
  return {
    sort: sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none',
    onSort: () => onSort(next === '-time' ? undefined : next),
  };
}
