import { expect, test } from 'vitest';
import { lastsHours, runwayLevel, runwayWords } from './runway.ts';

test('runway is rounded down and says when nothing runs', () => {
  expect(runwayWords(null)).toBe('nothing running');
  expect(runwayWords(0)).toBe('under 1 h');
  expect(runwayWords(47)).toBe('47 h');
  expect(runwayWords(23 * 24 + 23)).toBe('23 d');
  expect(runwayWords(100_000)).toBe('over 10 years');
});

test('seven days warn, one day is bad, owing is bad even when nothing runs', () => {
  expect(runwayLevel(7 * 24, 1n)).toBe('calm');
  expect(runwayLevel(7 * 24 - 1, 1n)).toBe('warn');
  expect(runwayLevel(23, 1n)).toBe('bad');
  expect(runwayLevel(null, 0n)).toBe('calm');
  expect(runwayLevel(null, -1n)).toBe('bad');
});

test('hours of an amount are never more than it pays for', () => {
  expect(lastsHours(99n, 10n)).toBe(9);
  expect(lastsHours(99n, 0n)).toBeNull();
  expect(lastsHours(-5n, 10n)).toBe(0);
});
