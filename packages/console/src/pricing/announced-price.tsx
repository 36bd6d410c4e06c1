import type { App } from '@marketplace/contract';
import { MoneyText } from '../ui/money-text.tsx';
import { zoneName } from '../ui/time.ts';
import { TimeText, useTimeZone } from '../ui/time-text.tsx';

/** The next price of a size, where one is announced; what is deployed before keeps its price. */
export function AnnouncedPrice({ announced }: { announced: App['sizes'][number]['announced'] }) {
  const timeZone = useTimeZone();
  if (!announced) return null;
  return (
    <span className="block text-small text-text-2">
      From <TimeText at={announced.effectiveAt} /> {zoneName(announced.effectiveAt, timeZone)}: from{' '}
      <MoneyText money={announced.monthlyFrom} per="month" />
    </span>
  );
}
