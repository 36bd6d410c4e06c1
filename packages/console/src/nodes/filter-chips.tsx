import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import type { FilterChip, NodeFilters } from './node-search.ts';

interface FilterChipsProps {
  chips: FilterChip[];
  onRemove: (key: keyof NodeFilters) => void;
  onClear: () => void;
  children: ReactNode;
}

/** Each filter in force can be taken away; the count stands at the end. */
export function FilterChips({ chips, onRemove, onClear, children }: FilterChipsProps) {
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <ul aria-label="Filters in force" className="flex flex-wrap items-center gap-2">
        {chips.map(({ key, words }) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => onRemove(key)}
              className="inline-flex min-h-7 items-center gap-1.5 rounded-control border border-edge bg-surface px-2 text-small hover:bg-hover pointer-coarse:min-h-10"
            >
              {words}
              <X className="size-3.5 text-text-3" strokeWidth={1.75} aria-hidden="true" />
              <span className="sr-only">, remove</span>
            </button>
          </li>
        ))}
        {chips.length > 0 && (
          <li>
            <Button small kind="quiet" onClick={onClear}>
              Clear
            </Button>
          </li>
        )}
      </ul>
      {children}
    </div>
  );
}
