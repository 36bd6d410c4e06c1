import { useState } from 'react';
import { Button } from './button.tsx';

export interface Pages {
  cursor: string | undefined;
  number: number;
  next: (cursor: string) => void;
  previous: () => void;
}

/** Pages by cursor, back to the first when what is listed changes. */
export function usePages(listed: unknown): Pages {
  const key = JSON.stringify(listed);
  const [state, setState] = useState<{ key: string; cursors: string[] }>({ key, cursors: [] });
  const cursors = state.key === key ? state.cursors : [];
  return {
    cursor: cursors.at(-1),
    number: cursors.length,
    next: (cursor) => setState({ key, cursors: [...cursors, cursor] }),
    previous: () => setState({ key, cursors: cursors.slice(0, -1) }),
  };
}

interface PagerProps {
  pages: Pages;
  nextCursor: string | null;
  shown: number;
  pageSize: number;
  /** Exact number of all, where the API knows it. */
  total?: number;
}

/** 1–50 of 1,204, Previous, Next. Nothing while everything fits. */
export function Pager({ pages, nextCursor, shown, pageSize, total }: PagerProps) {
  if (pages.number === 0 && nextCursor === null) return null;
  const first = pages.number * pageSize + 1;
  const count = (value: number) => new Intl.NumberFormat().format(value);
  const range = `${count(first)}–${count(first + shown - 1)}${total === undefined ? '' : ` of ${count(total)}`}`;
  return (
    <nav aria-label="Pages" className="flex items-center justify-end gap-3 border-t border-line px-4 py-2">
      <span className="figures text-small text-text-2">{range}</span>
      <Button
        small
        disabledReason={pages.number === 0 ? 'This is the first page.' : undefined}
        onClick={pages.previous}
      >
        Previous
      </Button>
      <Button
        small
        disabledReason={nextCursor === null ? 'This is the last page.' : undefined}
        onClick={() => nextCursor !== null && pages.next(nextCursor)}
      >
        Next
      </Button>
    </nav>
  );
}
