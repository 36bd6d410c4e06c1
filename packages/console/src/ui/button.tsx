import { type ButtonHTMLAttributes, type Ref, useId } from 'react';
import { cx } from './cx.ts';

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonLook {
  kind?: ButtonKind;
  small?: boolean;
  wide?: boolean;
}

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'>, ButtonLook {
  ref?: Ref<HTMLButtonElement>;
  /** Work is under way: the button keeps its width and refuses a second press. */
  busy?: boolean;
  /** Why it cannot be pressed now; it stays focusable and says so. */
  disabledReason?: string | undefined;
}

export function Button({ kind, small, wide, busy, disabledReason, onClick, children, ...rest }: ButtonProps) {
  const reasonId = useId();
  const off = busy || disabledReason !== undefined;
  return (
    <button
      type="button"
      {...rest}
      className={cx(buttonClass({ kind, small, wide }), rest.className)}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      aria-describedby={disabledReason ? reasonId : rest['aria-describedby']}
      title={disabledReason ?? rest.title}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
    >
      <span className={cx('inline-flex items-center gap-2', busy && 'opacity-30')}>{children}</span>
      {busy && <BusyArc />}
      {disabledReason && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </button>
  );
}

/** The look alone, for links that act like buttons. */
export function buttonClass({ kind = 'secondary', small, wide }: ButtonLook = {}): string {
  return cx(
    'relative inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control border font-medium',
    small ? 'min-h-7 px-2.5 text-small' : 'min-h-9 px-3.5 text-body pointer-coarse:min-h-11',
    wide && 'w-full',
    'aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-text-3',
    looks[kind],
  );
}

const looks: Record<ButtonKind, string> = {
  primary:
    'border-accent-line bg-accent text-on-accent [&:not([aria-disabled])]:hover:bg-accent-hover [&:not([aria-disabled])]:active:bg-accent-hover',
  secondary: 'border-control bg-surface text-text [&:not([aria-disabled])]:hover:bg-hover',
  quiet: 'border-transparent bg-transparent text-text-2 [&:not([aria-disabled])]:hover:bg-hover hover:text-text',
  danger: 'border-transparent bg-danger text-on-danger [&:not([aria-disabled])]:hover:bg-danger-hover',
};

function BusyArc() {
  return (
    <svg viewBox="0 0 12 12" className="busy-arc absolute size-3.5" aria-hidden="true">
      <path d="M6 1a5 5 0 1 1-4.6 3" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  );
}
