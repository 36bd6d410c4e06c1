import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closableUntilMs,
  dayStartMs,
  earnedAtMs,
  earningsOfDay,
  payableAtMs,
  type ShareOfHour,
} from './earning-day.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const day = 20_000 * DAY;

describe('a day', () => {
  it('is closed an hour after its end', () => {
    expect(closableUntilMs(day + DAY + HOUR - 1, undefined)).toBe(day);
    expect(closableUntilMs(day + DAY + HOUR, undefined)).toBe(day + DAY);
  });

  it('stays open while an hour in it is uncharged, and so do all after it', () => {
    expect(closableUntilMs(day + 9 * DAY, day + 3 * DAY + 5 * HOUR)).toBe(day + 3 * DAY);
  });

  it('stands in the books within itself and is payable when the days of the hold are over', () => {
    expect(dayStartMs(earnedAtMs(day))).toBe(day);
    expect(payableAtMs(day, 14)).toBe(day + 15 * DAY);
  });
});

describe('the earnings of a day', () => {
  const hour = (rest: Partial<ShareOfHour>): ShareOfHour => ({
    nodeId: 11,
    farmId: 1,
    hourMs: day,
    units: 100n,
    seconds: 3600,
    ...rest,
  });

  it('belong to who held the node in the hour of the use', () => {
    const holdings = [
      { nodeId: 11, userId: 'ada', fromMs: day + 2.5 * HOUR },
      { nodeId: 12, userId: 'bob', fromMs: 0, untilMs: day + 2.5 * HOUR },
    ];
    const hours = [0, 1, 2, 3].flatMap((at) => [11, 12].map((nodeId) => hour({ nodeId, hourMs: day + at * HOUR })));
    const earnings = earningsOfDay(day, hours, holdings);
    expect([...earnings.values()].map(({ nodeId, userId, units }) => [nodeId, userId, units])).toEqual([
      [11, undefined, 200n],
      [12, 'bob', 300n],
      [11, 'ada', 200n],
      [12, undefined, 100n],
    ]);
  });

  it('sum to what the hours bore, to the unit, whoever holds what', () => {
    const hours = fc.array(
      fc.record({
        nodeId: fc.nat(5),
        farmId: fc.nat(2),
        hourMs: fc.nat(47).map((at) => day - DAY + at * HOUR),
        units: fc.bigInt(0n, 10n ** 12n),
        seconds: fc.integer({ min: 1, max: 3600 }),
      }),
      { maxLength: 60 },
    );
    const holdings = fc.uniqueArray(
      fc.record({
        nodeId: fc.nat(5),
        userId: fc.constantFrom('ada', 'bob'),
        fromMs: fc.nat(2 * DAY).map((ms) => day - DAY + ms),
        untilMs: fc.option(
          fc.nat(3 * DAY).map((ms) => day - DAY + ms),
          { nil: undefined },
        ),
      }),
      { selector: ({ nodeId }) => nodeId },
    );
    fc.assert(
      fc.property(hours, holdings, (used, held) => {
        const sums = [day - DAY, day].map((each) =>
          [...earningsOfDay(each, used, held).values()].reduce((sum, { units }) => sum + units, 0n),
        );
        expect((sums[0] ?? 0n) + (sums[1] ?? 0n)).toBe(used.reduce((sum, { units }) => sum + units, 0n));
      }),
    );
  });
});
