import { cx } from '../ui/cx.ts';
import type { NodeSearch } from './node-search.ts';

const views = [
  ['map', 'Map'],
  [undefined, 'Split'],
  ['list', 'List'],
] as const;

export function ViewSwitch({
  view,
  onChange,
}: {
  view: NodeSearch['view'];
  onChange: (view: NodeSearch['view']) => void;
}) {
  return (
    <fieldset className="flex rounded-control bg-sunken p-0.5">
      <legend className="sr-only">View</legend>
      {views.map(([id, name]) => (
        <button
          key={name}
          type="button"
          aria-pressed={view === id}
          onClick={() => onChange(id)}
          className={cx(
            'min-h-8 rounded-badge border px-3 text-small pointer-coarse:min-h-10',
            view === id ? 'border-line bg-surface font-medium' : 'border-transparent text-text-2 hover:text-text',
          )}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
