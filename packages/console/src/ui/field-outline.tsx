import { cx } from './cx.ts';

interface FieldOutlineProps {
  label?: string | undefined;
  /** Name of the option that is chosen. */
  chosen?: string | undefined;
  help?: string | undefined;
  className?: string | undefined;
}

/** What a field looks like until its code is there: same size, same words. */
export function FieldOutline({ label, chosen, help, className }: FieldOutlineProps) {
  return (
    <div className={cx('min-w-0', className)} aria-busy="true">
      {label !== undefined && <span className="mb-1 block text-small font-medium text-text-2">{label}</span>}
      <div className="flex min-h-9 w-full items-center rounded-control border border-control bg-surface px-3 pointer-coarse:min-h-11">
        <span className="truncate">{chosen}</span>
      </div>
      {help && <span className="mt-1 block text-small text-text-3">{help}</span>}
    </div>
  );
}
