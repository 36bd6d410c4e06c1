import { useState } from 'react';
import { useSettled } from '../ui/use-settled.ts';
import { changed, type ListSearch, listFilter } from './payment-search.ts';

/** The filter of a list of payments, and what its fields need: all of it but the typed text stands in the address. */
export function useListSearch<Shows extends Record<string, string>, Search extends ListSearch<Shows>>(
  search: Search,
  shows: Shows,
  navigate: (change: (old: Search) => Search) => void,
) {
  const [typed, setTyped] = useState(search.q ?? '');
  const q = useSettled(typed.trim()) || undefined;
  const change = (part: Partial<ListSearch<Shows>> | { [Key in keyof ListSearch<Shows>]: undefined }) =>
    navigate((old) => changed<Search>(old, part as Partial<Search>));
  return {
    filter: listFilter<Shows>(search, q),
    narrowed: q !== undefined || search.show !== undefined || search.month !== undefined,
    sort: search.order,
    onSort: (order: Search['order']) => change({ order } as Partial<ListSearch<Shows>>),
    fields: {
      typed,
      onType: setTyped,
      shows,
      show: search.show as string | undefined,
      onShow: (show: string | undefined) => change({ show } as Partial<ListSearch<Shows>>),
      month: search.month,
      onMonth: (month: string | undefined) => change({ month } as Partial<ListSearch<Shows>>),
    },
  };
}
