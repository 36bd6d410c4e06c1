import { createContext, useContext } from 'react';
import { agoWords, formatDay, formatInstant, formatTime, zoneName } from './time.ts';

/** The person's zone; the browser's when undefined. */
export const TimeZoneContext = createContext<string | undefined>(undefined);

/** The marketplace's present moment in ms: its clock, not the browser's. */
export const NowContext = createContext<() => number>(() => Date.now());

export const useTimeZone = () => useContext(TimeZoneContext);
export const useNowMs = () => useContext(NowContext)();

type TimeStyle = 'ago' | 'instant' | 'day' | 'time';

export function TimeText({ at, style = 'instant' }: { at: string; style?: TimeStyle }) {
  const timeZone = useTimeZone();
  const nowMs = useNowMs();
  const words: Record<TimeStyle, () => string> = {
    ago: () => agoWords(at, nowMs, timeZone),
    instant: () => formatInstant(at, timeZone),
    day: () => formatDay(at, timeZone),
    time: () => formatTime(at, timeZone),
  };
  const tooltip = `${formatInstant(at, timeZone)} ${zoneName(at, timeZone)}\n${formatInstant(at, 'UTC')} UTC`;
  return (
    <time dateTime={at} title={tooltip} className="figures whitespace-nowrap">
      {words[style]()}
    </time>
  );
}
