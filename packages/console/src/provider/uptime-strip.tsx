import type { ProviderNodeDetail } from '@marketplace/contract';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { formatDay } from '../ui/time.ts';
import { useNowMs } from '../ui/time-text.tsx';
import { type UptimeBar, uptimeBars } from './uptime-days.ts';

const DAYS = 90;
/** A day below it is drawn in the colour of a warning, shorter than a good one. */
const GOOD_PERCENT = 99.9;
const WIDTH = 720;
const HEIGHT = 48;

/** One bar per UTC day, with the same as a table behind a button. */
export function UptimeStrip({ days }: { days: ProviderNodeDetail['days'] }) {
  const [asTable, setAsTable] = useState(false);
  const today = new Date(useNowMs()).toISOString().slice(0, 10);
  const bars = uptimeBars(days, today, DAYS);
  const known = bars.filter(({ percent }) => percent !== undefined);
  if (known.length === 0)
    return <p className="text-text-2">Nothing is known yet. Evidence comes with each look at the grid.</p>;
  const bad = known.filter(({ percent = 0 }) => percent < GOOD_PERCENT).length;
  const words = `${known.length} of ${DAYS} days known, ${bad} below ${GOOD_PERCENT} %`;
  return (
    <figure className="grid gap-2">
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 text-small text-text-3">
        <span>{words}</span>
        <Button small kind="quiet" className="-me-2.5" onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </figcaption>
      {asTable ? <DayTable bars={known} /> : <Strip bars={bars} label={words} />}
    </figure>
  );
}

function Strip({ bars, label }: { bars: UptimeBar[]; label: string }) {
  const step = WIDTH / bars.length;
  return (
    <>
      <svg
        role="img"
        aria-label={`Uptime by day: ${label}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-12 w-full"
      >
        {bars.map(({ day, percent }, at) => {
          // A day that is not whole is visibly shorter, however little is missing.
          const height =
            percent === undefined ? 4 : percent >= GOOD_PERCENT ? HEIGHT : 8 + (percent / 100) * (HEIGHT - 20);
          const look =
            percent === undefined ? 'fill-line' : percent >= GOOD_PERCENT ? 'fill-(--series-1)' : 'fill-warn-mark';
          return (
            <rect
              key={day}
              x={at * step + step * 0.15}
              width={step * 0.7}
              y={HEIGHT - height}
              height={height}
              className={look}
            >
              <title>{`${formatDay(day, 'UTC')}: ${percent === undefined ? 'not known' : `${percent.toFixed(2)} %`}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className="flex justify-between text-micro text-text-3">
        <span>{formatDay(bars[0]?.day ?? '', 'UTC')}</span>
        <span>{formatDay(bars.at(-1)?.day ?? '', 'UTC')}</span>
      </div>
    </>
  );
}

function DayTable({ bars }: { bars: UptimeBar[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label="Uptime by day" tabIndex={0} className="max-h-60 overflow-y-auto">
      <table className="w-full">
        <caption className="sr-only">Uptime by UTC day</caption>
        <tbody>
          {bars.toReversed().map(({ day, percent }) => (
            <tr key={day} className="border-t border-line">
              <th scope="row" className="py-1 text-start font-normal">
                {formatDay(day, 'UTC')}
              </th>
              <td className="figures text-end">{`${percent?.toFixed(2)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
