import { expect, test } from 'vitest';
import { agoWords, durationWords, formatDay, formatInstant, formatTime, shortDuration, zoneName } from './time.ts';

const HOUR = 3_600_000;
const at = '2026-11-22T13:02:07.000Z';

test('spans are rounded down to their two largest units', () => {
  expect(durationWords(42_900)).toBe('42 s');
  expect(durationWords(6 * 60_000)).toBe('6 min');
  expect(durationWords(3 * HOUR + 20 * 60_000)).toBe('3 h 20 min');
  expect(durationWords(3 * HOUR)).toBe('3 h');
  expect(durationWords(12 * 24 * HOUR + 4 * HOUR)).toBe('12 d 4 h');
  expect(durationWords(-5)).toBe('0 s');
});

test('badges show one unit', () => {
  expect(shortDuration(59 * 60_000)).toBe('59 min');
  expect(shortDuration(47 * HOUR)).toBe('47 h');
  expect(shortDuration(49 * HOUR)).toBe('2 d');
});

test('ages are relative up to seven days, then dates', () => {
  const now = Date.parse(at);
  expect(agoWords(at, now + 1_000, 'UTC')).toBe('just now');
  expect(agoWords(at, now + 12_000, 'UTC')).toBe('12 s ago');
  expect(agoWords(at, now + 3 * HOUR, 'UTC')).toBe('3 h ago');
  expect(agoWords(at, now + 8 * 24 * HOUR, 'UTC')).toBe('22 Nov 2026');
});

test('dates begin with the day in every locale, in the person’s zone', () => {
  expect(formatInstant(at, 'Europe/Brussels', 'en-US')).toBe('22 Nov 2026, 14:02');
  expect(formatInstant(at, 'UTC', 'en-GB')).toBe('22 Nov 2026, 13:02');
  expect(formatDay('2026-11-22T23:30:00Z', 'Asia/Tokyo', 'en-US')).toBe('23 Nov 2026');
  expect(formatTime(at, 'UTC', 'en-US')).toBe('13:02:07');
  expect(formatInstant('2026-11-22T00:05:00Z', 'UTC', 'en-US')).toBe('22 Nov 2026, 00:05');
  expect(zoneName(at, 'UTC', 'en-US')).toBe('UTC');
});
