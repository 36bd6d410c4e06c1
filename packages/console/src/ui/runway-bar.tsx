import { cx } from './cx.ts';
import { toUnits } from './money.ts';
import type { RunwayLevel } from './runway.ts';

interface RunwayBarProps {
  available: string;
  held: string;
  /** What the full bar stands for: the balance after the last top-up. */
  full: string;
  level: RunwayLevel;
  /** An amount that gets a tick: below it money is added by itself. */
  mark?: string | undefined;
  label: string;
}

/** Fill: what is available; hatched: what is held; the rest has been used since the last top-up. */
export function RunwayBar({ available, held, full, level, mark, label }: RunwayBarProps) {
  const whole = Math.max(1, ...[full, available].map((amount) => share(amount)), share(available) + share(held));
  const fill = (share(available) / whole) * 100;
  const hatched = (share(held) / whole) * 100;
  return (
    <svg
      role="img"
      aria-label={label}
      className="block h-2 w-full rounded-badge"
      preserveAspectRatio="none"
      viewBox="0 0 100 8"
    >
      <rect width="100" height="8" className="fill-sunken" />
      <rect width={fill} height="8" className={fills[level]} />
      <rect x={fill} width={hatched} height="8" className={cx(fills[level], 'opacity-40')} />
      {mark !== undefined && share(mark) < whole && (
        <rect x={(share(mark) / whole) * 100} width="0.6" height="8" className="fill-text" />
      )}
    </svg>
  );
}

const fills: Record<RunwayLevel, string> = { calm: 'fill-accent-mark', warn: 'fill-warn-mark', bad: 'fill-bad-mark' };

/** Cents are exact enough for the length of a bar. */
const share = (amount: string): number => Math.max(0, Number(toUnits(amount) / 100_000n));
