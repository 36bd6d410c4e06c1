import { expect, test } from 'vitest';
import { spendByDay } from './spend-by-day.ts';

const line = (occurredAt: string, amount: string) => ({ occurredAt, amount: { currency: 'USD', amount } });

test('charges add up per UTC day, oldest first, with days of nothing between', () => {
  const days = spendByDay(
    [
      line('2026-11-22T23:00:00Z', '-0.1000000'),
      line('2026-11-22T01:00:00Z', '-0.2000000'),
      line('2026-11-20T01:00:00Z', '-1'),
    ],
    '2026-11-22',
    3,
  );
  expect(days.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
  expect(days.map(({ charged }) => charged.amount)).toEqual(['1.0000000', '0.0000000', '0.3000000']);
});
