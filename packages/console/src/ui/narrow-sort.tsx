import { Button } from './button.tsx';
import { Select } from './select.tsx';
import type { Column } from './table.tsx';

/** The heads of a table as a choice, where rows have no columns. */
export function NarrowSort({ columns }: { columns: readonly Column[] }) {
  const sortable = columns.filter(({ onSort }) => onSort !== undefined);
  const present = sortable.find(({ sort }) => sort && sort !== 'none');
  if (sortable.length === 0) return null;
  const nameOf = ({ name }: Column) => String(name);
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
