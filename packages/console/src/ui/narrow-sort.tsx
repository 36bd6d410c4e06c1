import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Select } from './select.tsx';

/** The head of a column, as far as it sorts. */
export interface SortHead {
  name: ReactNode;
  sort?: 'ascending' | 'descending' | 'none';
  onSort?: () => void;
}

/** The heads of a table as a choice, where rows have no columns. */
export function NarrowSort({ columns }: { columns: readonly SortHead[] }) {
  const sortable = columns.filter(({ onSort }) => onSort !== undefined);
  const present = sortable.find(({ sort }) => sort && sort !== 'none');
  if (sortable.length === 0) return null;
  const nameOf = ({ name }: SortHead) => String(name);
  const up = present?.sort === 'ascending';
  return (
    <div className="flex items-end gap-2 border-t border-line px-4 py-2 md:hidden">
      <Select
        label="Sort by"
        className="min-w-0 flex-1"
        value={present ? nameOf(present) : ''}
        options={[
          ...(present ? [] : [{ id: '', name: 'As listed' }]),
          ...sortable.map((column) => ({ id: nameOf(column), name: nameOf(column) })),
        ]}
        onChange={(id) =>
          id !== (present && nameOf(present)) && sortable.find((column) => nameOf(column) === id)?.onSort?.()
        }
      />
      {present && (
        <Button onClick={() => present.onSort?.()} aria-label={up ? 'Sort downwards' : 'Sort upwards'}>
          {up ? '↑' : '↓'}
        </Button>
      )}
    </div>
  );
}
