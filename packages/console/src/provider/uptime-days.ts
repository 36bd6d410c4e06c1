import type { ProviderNodeDetail } from '@marketplace/contract';

type Day = ProviderNodeDetail['days'][number];

export interface UptimeBar {
  day: string;
  /** Percent of the known time, rounded down to two decimals; undefined for a day of which nothing is known. */
  percent: number | undefined;
}

const DAY_MS = 86_400_000;

/** The last `count` UTC days up to today, oldest first; days without evidence stay as gaps. */
export function uptimeBars(days: readonly Day[], today: string, count: number): UptimeBar[] {
  const known = new Map(days.map((each) => [each.day, each]));
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(Date.parse(today) - (count - 1 - at) * DAY_MS).toISOString().slice(0, 10);
    const found = known.get(day);
    if (!found || found.knownSeconds === 0) return { day, percent: undefined };
    return { day, percent: Math.floor((found.upSeconds / found.knownSeconds) * 10_000) / 100 };
  });
}
