import type { ReactNode } from 'react';

/** What belongs here, one sentence, and the next step. */
export function Empty({ title, action, children }: { title: string; action?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 px-4 py-8">
      <div>
        <p className="text-heading">{title}</p>
        {children && <p className="mt-1 max-w-prose text-text-2">{children}</p>}
      </div>
      {action}
    </div>
  );
}
