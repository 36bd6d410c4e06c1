import { expect, test } from 'vitest';
import { readUsage } from './usage-explanation.ts';

test('seconds, price and parts of a usage line are read', () => {
  const hourly = { currency: 'USD', amount: '0.0184000' };
  expect(
    readUsage({
      seconds: 3000,
      hourly,
      hour: '2026-11-22T14:00:00.000Z',
      parts: [{ code: 'compute', label: 'Compute', hourly }],
    }),
  ).toEqual({
    seconds: 3000,
    hourly,
    hour: '2026-11-22T14:00:00.000Z',
    kept: undefined,
    parts: [{ label: 'Compute', hourly }],
  });
  expect(readUsage({ seconds: 10, hourly: '0.5', keptSeconds: 4, keptHourly: '0.1' })?.kept).toEqual({
    seconds: 4,
    hourly: { currency: 'USD', amount: '0.1' },
  });
  expect(readUsage({ seconds: 10, hourly: '0.5' })?.hourly).toEqual({ currency: 'USD', amount: '0.5' });
});

test.each([undefined, {}, { seconds: '3' }, { seconds: 3 }, { seconds: 3, hourly: 'much' }])(
  '%j explains nothing',
  (details) => {
    expect(readUsage(details)).toBeUndefined();
  },
);
