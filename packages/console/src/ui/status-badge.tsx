import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { type StatusFamily, StatusMark, type StatusShape } from './status-mark.tsx';

export interface Status {
  family: StatusFamily;
  shape: StatusShape;
  word: string;
}

/** Shape, word, and why or since when. Only what needs a look is tinted. */
export function StatusBadge({ status, reason }: { status: Status; reason?: ReactNode }) {
  const tinted = status.family !== 'ok' && status.family !== 'off';
  return (
    <span
      className={cx(
        'inline-flex max-w-full items-center gap-1.5 text-body',
        tinted && 'rounded-badge px-1.5 py-0.5 text-small',
        looks[status.family],
      )}
    >
      <StatusMark family={status.family} shape={status.shape} />
      <span className="min-w-0 truncate">
        <span className={cx(tinted ? 'font-medium' : 'text-text')}>{status.word}</span>
        {reason && <span className={cx(!tinted && 'text-text-2')}> · {reason}</span>}
      </span>
    </span>
  );
}

const looks: Record<StatusFamily, string> = {
  ok: 'text-text',
  off: 'text-text-2',
  busy: 'bg-busy-tint text-busy',
  warn: 'bg-warn-tint text-warn',
  bad: 'bg-bad-tint text-bad',
};
