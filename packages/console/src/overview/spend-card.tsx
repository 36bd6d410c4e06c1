import { BarChart } from '../ui/bar-chart.tsx';
import { Card } from '../ui/card.tsx';
import { useNowMs } from '../ui/time-text.tsx';
import { spendByDay } from './spend-by-day.ts';
import { useUsageLines } from './use-usage-lines.ts';

const DAYS = 30;
/** Fewer bars say nothing about a trend. */
const LEAST_DAYS = 3;

/** What was charged per day, from the statement's own lines; nothing is drawn before there is a charge. */
export function SpendCard() {
  const today = new Date(useNowMs()).toISOString().slice(0, 10);
  const from = new Date(Date.parse(today) - (DAYS - 1) * 86_400_000).toISOString();
  const lines = useUsageLines(from);
  if (!lines || lines.items.length === 0) return null;
  const days = spendByDay(lines.items, today, DAYS);
  // A busy account has more lines than are fetched: days that are not complete are left out.
  const oldest = lines.items.at(-1)?.occurredAt.slice(0, 10) ?? today;
  const complete = lines.whole ? days : days.filter(({ day }) => day > oldest);
  if (complete.length < LEAST_DAYS) return null;
  return (
    <Card title={`What was charged per day, last ${complete.length} days`}>
      <BarChart
        caption="Charged per day"
        unit="US dollars, by UTC day"
        bars={complete.map(({ day, charged }) => ({ label: day, money: charged }))}
      />
    </Card>
  );
}
