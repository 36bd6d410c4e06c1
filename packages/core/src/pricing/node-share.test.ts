import { expect, it } from 'vitest';
import { shareHoldsFromMs, shareInHour } from './node-share.ts';

const HOUR = 3_600_000;

it("a node's own share holds from its hour on, and the past keeps what it had", () => {
  const shares = [
    { fromHourMs: 2 * HOUR, percent: 30 },
    { fromHourMs: 4 * HOUR, percent: 0 },
    { fromHourMs: 4 * HOUR, percent: 50 },
    { fromHourMs: 6 * HOUR, percent: null },
  ];
  expect([1, 2, 3, 4, 5, 6, 7].map((hour) => shareInHour(shares, hour * HOUR, 10))).toEqual([
    10, 30, 30, 50, 50, 10, 10,
  ]);
});

it('a share that is set now begins with an hour that nothing was charged for yet', () => {
  expect([0, 1, HOUR - 1, HOUR, HOUR + 1].map(shareHoldsFromMs)).toEqual([0, HOUR, HOUR, HOUR, 2 * HOUR]);
});
