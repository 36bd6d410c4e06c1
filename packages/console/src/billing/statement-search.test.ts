import { expect, test } from 'vitest';
import { lastMonths, monthName, monthPeriod, readStatementSearch, statementFilter } from './statement-search.ts';

test('a month is from its first moment to that of the next, UTC, over the turn of the year too', () => {
  expect(monthPeriod('2026-11')).toEqual({ from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' });
  expect(monthPeriod('2026-12').to).toBe('2027-01-01T00:00:00.000Z');
});

test('the last months, newest first', () => {
  expect(lastMonths(Date.UTC(2026, 1, 28), 3)).toEqual(['2026-02', '2026-01', '2025-12']);
  expect(lastMonths(Date.UTC(2026, 2, 31), 2)).toEqual(['2026-03', '2026-02']);
  expect(monthName('2026-11', 'en-US')).toBe('Nov 2026');
});

test('only known kinds and months are read', () => {
  expect(readStatementSearch({ kind: 'usage', month: '2026-11' })).toEqual({ kind: 'usage', month: '2026-11' });
  expect(readStatementSearch({ kind: 'gift', month: '2026-13' })).toEqual({});
  expect(readStatementSearch({ month: 'all' })).toEqual({ month: 'all' });
});

test('a period of one’s own includes its last day; days count only with it', () => {
  const search = readStatementSearch({ month: 'custom', from: '2026-11-05', to: '2026-11-30' });
  expect(statementFilter(search, 0)).toEqual({ from: '2026-11-05T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' });
  expect(readStatementSearch({ month: '2026-11', from: '2026-11-05' })).toEqual({ month: '2026-11' });
  expect(readStatementSearch({ month: 'custom', to: '2026-13-41', deployment: 'x' })).toEqual({ month: 'custom' });
});
