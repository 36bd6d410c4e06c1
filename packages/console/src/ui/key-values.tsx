import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type Fact = readonly [term: ReactNode, value: ReactNode];

/** Terms and their values in one grid; values line up. */
export function KeyValues({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl
      className={cx(
        'grid items-baseline grid-cols-[minmax(5.5rem,max-content)_minmax(0,1fr)] gap-x-4 sm:grid-cols-[minmax(7rem,max-content)_minmax(0,1fr)] sm:gap-x-6 gap-y-2',
        className,
      )}
    >
      {facts.map(([term, value], row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts are a fixed list
        <div key={row} className="contents">
          <dt className="text-text-3">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
