import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from './cx.ts';
import { usePageTitle } from './use-page-title.ts';

interface PageProps {
  title: string;
  /** Beside the title, such as a status. */
  beside?: ReactNode;
  actions?: ReactNode;
  /** Under the title: one line of facts. */
  summary?: ReactNode;
  /** Forms with a summary 1128, reading 720, tables full. */
  width?: 'full' | 'form' | 'reading';
  children: ReactNode;
}

/** A page: its only h1, the actions, then the content. Focus goes to the title when the page changes. */
export function Page({ title, beside, actions, summary, width = 'full', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(title);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another page
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement === null) return;
    if (!document.activeElement.closest('main')) heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div className={cx('mx-auto w-full px-4 py-5 md:mx-0 md:px-6', widths[width])}>
      <div className="mb-4 flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
          <h1 ref={heading} tabIndex={-1} className="min-w-0 break-words text-title">
            {title}
          </h1>
          {beside}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {summary && <div className="-mt-2 mb-4 text-text-2">{summary}</div>}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">{children}</div>
    </div>
  );
}

const widths = { full: 'max-w-[1368px]', form: 'max-w-[1176px]', reading: 'max-w-[768px]' };
