import type { NodePage } from '@marketplace/contract';
import { cx } from '../ui/cx.ts';
import { countWords } from '../ui/size.ts';
import { agoWords } from '../ui/time.ts';
import { useNowMs } from '../ui/time-text.tsx';

const OLD_MS = 60_000;

/** How many fit, and how fresh that is. */
export function ResultCount({ page }: { page: NodePage }) {
  const nowMs = useNowMs();
  const old = nowMs - Date.parse(page.asOf) > OLD_MS;
  return (
    <p role="status" className="figures text-small text-text-2">
      <span className="font-medium text-text">{countWords(page.total)}</span>
      {` of ${countWords(page.outOf)} fit, free resources shown · `}
      <span className={cx(old && 'text-warn')}>as of {agoWords(page.asOf, nowMs)}</span>
    </p>
  );
}
