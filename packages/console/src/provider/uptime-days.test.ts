import { expect, it } from 'vitest';
import { uptimeBars } from './uptime-days.ts';

it('draws every day up to today, with gaps where nothing is known', () => {
  const days = [
    { day: '2026-11-20', upSeconds: 86_400, knownSeconds: 86_400 },
    { day: '2026-11-22', upSeconds: 9_999_999, knownSeconds: 10_000_000 },
    { day: '2026-01-01', upSeconds: 1, knownSeconds: 1 },
  ];
  expect(uptimeBars(days, '2026-11-22', 4)).toEqual([
    { day: '2026-11-19', percent: undefined },
    { day: '2026-11-20', percent: 100 },
    { day: '2026-11-21', percent: undefined },
    { day: '2026-11-22', percent: 99.99 },
  ]);
});
