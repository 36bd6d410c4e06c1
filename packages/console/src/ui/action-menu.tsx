import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Pop } from './pop.tsx';

export interface Action {
  name: string;
  act: () => void;
  danger?: boolean;
}

interface ActionMenuProps {
  label: string;
  trigger: ReactNode;
  head?: ReactNode;
  actions: readonly Action[];
}

/** What can be done with a row; closes when something was chosen. */
export function ActionMenu({ label, trigger, head, actions }: ActionMenuProps) {
  return (
    <Pop
      label={label}
      width={208}
      className="p-1"
      triggerClass="inline-flex min-h-9 min-w-9 items-center justify-center hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:min-w-11"
      trigger={
        <>
          <span className="sr-only">{label}</span>
          <span aria-hidden="true">{trigger}</span>
        </>
      }
    >
      {head && <div className="mb-1 border-b border-line px-2.5 py-2">{head}</div>}
      <ul>
        {actions.map(({ name, act, danger }) => (
          <li key={name}>
            <button
              type="button"
              data-closes
              onClick={act}
              className={cx(
                'flex min-h-8 w-full items-center rounded-badge px-2.5 text-start hover:bg-hover focus-visible:outline-offset-[-2px] pointer-coarse:min-h-11',
                danger && 'text-bad',
              )}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </Pop>
  );
}
