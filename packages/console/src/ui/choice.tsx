import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from './cx.ts';

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'children'> & { ref?: Ref<HTMLInputElement> };

const markClass =
  'mt-0.5 size-4 shrink-0 appearance-none border border-control bg-surface bg-center bg-no-repeat checked:border-accent-mark checked:bg-accent-mark disabled:bg-sunken forced-colors:appearance-auto';
const radioClass = cx(markClass, 'rounded-full checked:shadow-[inset_0_0_0_3.5px_var(--surface)]');
const checkClass = cx(
  markClass,
  "rounded-badge relative checked:after:absolute checked:after:start-[5px] checked:after:top-[1.5px] checked:after:h-[9px] checked:after:w-[5px] checked:after:rotate-45 checked:after:border-b-2 checked:after:border-e-2 checked:after:border-on-accent checked:after:content-['']",
);

interface ChoiceCardProps extends InputProps {
  label: ReactNode;
  /** Right of the label: a price. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** A radio that is a whole card; chosen or not, it keeps its size. */
export function ChoiceCard({ label, aside, children, className, ...rest }: ChoiceCardProps) {
  return (
    <label
      className={cx(
        'flex min-w-0 items-start gap-2.5 rounded-control border border-edge bg-surface p-3 has-checked:border-accent-mark has-checked:bg-accent-tint has-disabled:cursor-not-allowed has-disabled:bg-sunken hover:not-has-disabled:not-has-checked:bg-hover',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-mark [&_:focus-visible]:outline-none',
        className,
      )}
    >
      <input type="radio" className={radioClass} {...rest} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">{label}</span>
          {aside && <span className="text-small text-text-2">{aside}</span>}
        </span>
        {children && <span className="mt-0.5 block text-small text-text-2">{children}</span>}
      </span>
    </label>
  );
}

interface ChoiceGroupProps {
  legend: ReactNode;
  help?: ReactNode;
  /** Classes of the grid that holds the choices. */
  columns?: string;
  children: ReactNode;
}

export function ChoiceGroup({ legend, help, columns, children }: ChoiceGroupProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-small font-medium text-text-2">{legend}</legend>
      <div className={cx('grid gap-2', columns)}>{children}</div>
      {help && <p className="mt-1 text-small text-text-3">{help}</p>}
    </fieldset>
  );
}

export function Checkbox({ label, help, ...rest }: InputProps & { label: ReactNode; help?: ReactNode }) {
  return (
    <label className="flex items-start gap-2.5 py-1">
      <input type="checkbox" className={checkClass} {...rest} />
      <span className="min-w-0">
        {label}
        {help && <span className="block text-small text-text-3">{help}</span>}
      </span>
    </label>
  );
}
