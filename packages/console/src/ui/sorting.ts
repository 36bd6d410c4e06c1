import type { Column } from './table.tsx';

/** A field, or `-` and the field for the other way round. */
export type Sort<Field extends string> = Field | `-${Field}`;

/** What of the address is a sort of the list. */
export function readSort<const Field extends string>(
  value: unknown,
  fields: readonly Field[],
): Sort<Field> | undefined {
  const known = fields.flatMap((field) => [field, `-${field}`] as const);
  return known.find((sort) => sort === value);
}

/** Head of a column by which the list can be sorted: pressed once it goes up, pressed again down. */
export const sortHead = <Field extends string>(
  present: Sort<Field>,
  field: Field,
  onSort: (sort: Sort<Field>) => void,
): Required<Pick<Column, 'sort' | 'onSort'>> => ({
  sort: present === field ? 'ascending' : present === `-${field}` ? 'descending' : 'none',
  onSort: () => onSort(present === field ? `-${field}` : field),
});

/** The search of a page whose list can be sorted: what `read` takes of it, and the sort. */
export const withSort =
  <Search extends object>(read: (search: Record<string, unknown>) => Search) =>
  (search: Record<string, unknown>): Search & { sort?: string } => ({
    ...read(search),
    ...(typeof search.sort === 'string' && /^-?[a-z]{1,20}$/.test(search.sort) ? { sort: search.sort } : {}),
  });
