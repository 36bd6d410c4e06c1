import { useState } from 'react';
import { Button } from './button.tsx';
import { formatMoney, type MoneyValue, toUnits } from './money.ts';
import { formatDay } from './time.ts';

interface BarChartProps {
  caption: string;
  unit: string;
  /** Labels are UTC days. */
  bars: readonly { label: string; money: MoneyValue }[];
}

const WIDTH = 720;
const HEIGHT = 120;

/** Bars from zero with the same numbers as a table behind one button. */
export function BarChart({ caption, unit, bars }: BarChartProps) {
  const [asTable, setAsTable] = useState(false);
  const values = bars.map(({ money }) => Number(toUnits(money.amount) / 1_000n));
  const most = Math.max(1, ...values);
  const top = bars[values.indexOf(most)]?.money;
  const step = WIDTH / bars.length;
  const first = bars[0];
  const last = bars.at(-1);
  if (!first || !last || !top) return null;
  return (
    <figure className="grid gap-2">
      <figcaption className="flex items-center justify-between gap-4 text-small text-text-3">
        <span>{`${unit}; most ${formatMoney(top, 'rate')}`}</span>
        <Button small kind="quiet" className="-me-2.5" onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </figcaption>
      {asTable ? (
        <DayTable caption={caption} bars={bars} />
      ) : (
        <>
          <svg
            role="img"
            aria-label={`${caption}: most ${formatMoney(top, 'rate')}`}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-32 w-full"
          >
            {bars.map(({ label, money }, at) => {
              const height = ((values[at] ?? 0) / most) * (HEIGHT - 4);
              return (
                <rect
                  key={label}
                  x={at * step + step * 0.15}
                  width={step * 0.7}
                  y={HEIGHT - height}
                  height={height}
                  className="fill-(--series-1)"
                >
                  <title>{`${formatDay(label, 'UTC')}: ${formatMoney(money, 'rate')}`}</title>
                </rect>
              );
            })}
            <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className="stroke-line" />
          </svg>
          <div className="flex justify-between text-micro text-text-3">
            <span>{formatDay(first.label, 'UTC')}</span>
            <span>{formatDay(last.label, 'UTC')}</span>
          </div>
        </>
      )}
    </figure>
  );
}

function DayTable({ caption, bars }: Pick<BarChartProps, 'caption' | 'bars'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={caption} tabIndex={0} className="max-h-60 overflow-y-auto">
      <table className="w-full">
        <caption className="sr-only">{caption}</caption>
        <tbody>
          {bars.map(({ label, money }) => (
            <tr key={label} className="border-t border-line">
              <th scope="row" className="py-1 text-start font-normal">
                {formatDay(label, 'UTC')}
              </th>
              <td className="figures text-end">{formatMoney(money, 'ledger')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
