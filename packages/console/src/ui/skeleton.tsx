import { useEffect, useState } from 'react';
import { cx } from './cx.ts';

/** Grey where content will be, in its final size; shown after 200 ms, so that quick answers never flicker. */
export function Skeleton({ className }: { className?: string }) {
  const shown = useDelay(200);
  return (
    <span
      aria-hidden="true"
      className={cx('block h-4 rounded-badge', shown ? 'bg-sunken' : 'bg-transparent', className)}
    />
  );
}

export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton have no identity
        <div key={row} className="flex h-10 items-center gap-6 border-t border-line px-4">
          <Skeleton className="w-1/4" />
          <Skeleton className="w-1/3" />
          <Skeleton className="ms-auto w-16" />
        </div>
      ))}
    </div>
  );
}

function useDelay(ms: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return passed;
}
