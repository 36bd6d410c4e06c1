import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { type StatusFamily, StatusMark, type StatusShape } from './status-mark.tsx';

interface BannerProps {
  family: StatusFamily;
  title: ReactNode;
  actions?: ReactNode;
  /** Payment failures interrupt the screen reader; the rest waits. */
  urgent?: boolean;
  children?: ReactNode;
}

export function Banner({ family, title, actions, urgent, children }: BannerProps) {
  return (
    <div
      role={urgent ? 'alert' : 'status'}
      className={cx('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-card px-4 py-3', tints[family])}
    >
      <div className="flex min-w-0 flex-1 basis-56 gap-3">
        <span className="flex h-5 items-center">
          <StatusMark family={family} shape={shapes[family]} />
        </span>
        <div className="min-w-0">
          <p className="font-medium">{title}</p>
          {children && <div className="mt-0.5 text-text-2">{children}</div>}
        </div>
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}

const shapes: Record<StatusFamily, StatusShape> = {
  ok: 'disc',
  busy: 'arc',
  warn: 'triangle',
  bad: 'octagon',
  off: 'square',
};

const tints: Record<StatusFamily, string> = {
  ok: 'bg-ok-tint text-ok',
  busy: 'bg-busy-tint text-busy',
  warn: 'bg-warn-tint text-warn',
  bad: 'bg-bad-tint text-bad',
  off: 'bg-off-tint text-off',
};
