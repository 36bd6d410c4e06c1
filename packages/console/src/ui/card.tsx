import type { ReactNode } from 'react';
import { cx } from './cx.ts';

interface CardProps {
  title?: ReactNode;
  /** Links or buttons in the head, on the right. */
  actions?: ReactNode;
  /** Tables touch the card's edges. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

export function Card({ title, actions, flush, className, children }: CardProps) {
  return (
    <section className={cx('min-w-0 rounded-card border border-line bg-surface', className)}>
      {title !== undefined && (
        <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2">
          <h2 className="text-heading">{title}</h2>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      <div
        className={cx(
          !flush && 'px-4 pb-4',
          !flush && title === undefined && 'pt-4',
          // The first narrow row of a table would draw its line on the card's own edge.
          flush && title === undefined && 'max-md:[&>div:first-child+ul>:first-child]:border-t-0',
        )}
      >
        {children}
      </div>
    </section>
  );
}
