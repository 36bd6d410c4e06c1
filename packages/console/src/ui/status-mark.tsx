import { cx } from './cx.ts';

export type StatusShape = 'disc' | 'arc' | 'triangle' | 'bars' | 'octagon' | 'square' | 'ring' | 'struck';
export type StatusFamily = 'ok' | 'busy' | 'warn' | 'bad' | 'off';

const colours: Record<StatusFamily, string> = {
  ok: 'text-ok-mark',
  busy: 'text-busy-mark',
  warn: 'text-warn-mark',
  bad: 'text-bad-mark',
  off: 'text-off-mark',
};

/** One of our own 12 px shapes: the state can be read without colour. */
export function StatusMark({ shape, family }: { shape: StatusShape; family: StatusFamily }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cx('size-3 shrink-0', colours[family], shape === 'arc' && 'busy-arc')}
    >
      {drawings[shape]}
    </svg>
  );
}

const drawings = {
  disc: <circle cx="6" cy="6" r="4" fill="currentColor" stroke="none" />,
  arc: <path d="M6 1.5A4.5 4.5 0 1 1 1.9 4.2" />,
  triangle: <path d="M6 1.5 11 10.5H1Z" fill="currentColor" strokeWidth="1" />,
  bars: <path d="M4 2.5v7M8 2.5v7" strokeWidth="2.25" />,
  octagon: (
    <>
      <path d="M4 1h4l3 3v4l-3 3H4L1 8V4Z" fill="currentColor" stroke="none" />
      <path d="m4.4 4.4 3.2 3.2m0-3.2L4.4 7.6" stroke="var(--surface)" strokeWidth="1.25" />
    </>
  ),
  square: <rect x="2" y="2" width="8" height="8" rx="1" />,
  ring: <circle cx="6" cy="6" r="4.25" strokeDasharray="2.2 2.2" />,
  struck: (
    <>
      <circle cx="6" cy="6" r="4.25" />
      <path d="M3.2 8.8 8.8 3.2" />
    </>
  ),
};
