import { useNavigate, useSearch } from '@tanstack/react-router';
import { readSort, type Sort, sortHead } from './sorting.ts';
import type { Column } from './table.tsx';

export interface SortedBy<Field extends string> {
  sort: Sort<Field>;
  /** Of the head of a column. */
  by: (field: Field) => Required<Pick<Column, 'sort' | 'onSort'>>;
}

/** The sort of the page's list, kept in its address; the route reads it with `withSort`. */
export function useSort<const Field extends string>(
  fields: readonly Field[],
  first: NoInfer<Sort<Field>>,
): SortedBy<Field> {
  const search = useSearch({ strict: false }) as { sort?: unknown };
  const navigate = useNavigate();
  const sort = readSort(search.sort, fields) ?? first;
  const onSort = (next: Sort<Field>) =>
    void navigate({
      to: '.',
      search: (old: object) => ({ ...old, sort: next === first ? undefined : next }) as never,
      replace: true,
      resetScroll: false,
    });
  return { sort, by: (field) => sortHead(sort, field, onSort) };
}
