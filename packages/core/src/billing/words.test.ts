import { expect, it } from 'vitest';
import { capNotice, suspendedNotice } from './notices.ts';
import { resumeTopUp } from './resume-amount.ts';
import { dollars, dollarsToPay, hourlyDollars, hoursWords, namesWords } from './words.ts';

it('never shows a balance richer, nor a bill smaller, than it is', () => {
  expect([dollars(123_456_789n), dollars(-1n), dollars(0n)]).toEqual(['$12.34', '−$0.01', '$0.00']);
  expect([dollarsToPay(123_400_001n), dollarsToPay(123_400_000n)]).toEqual(['$12.35', '$12.34']);
  expect(hourlyDollars(490_001n)).toBe('$0.0491');
});

it('asks for whole cents that a card can be charged, and not less than the least top-up', () => {
  expect(resumeTopUp(123_400_001n, 50_000_000n)).toBe(123_500_000n);
  expect(resumeTopUp(123_400_000n, 50_000_000n)).toBe(123_400_000n);
  expect(resumeTopUp(1n, 50_000_000n)).toBe(50_000_000n);
});

it('speaks of hours, days and names as people do', () => {
  expect([168, 72, 24, 1, 49].map(hoursWords)).toEqual(['7 days', '3 days', '24 hours', '1 hour', '49 hours']);
  expect([['a'], ['a', 'b'], ['a', 'b', 'c']].map(namesWords)).toEqual(['a', 'a and b', 'a, b and c']);
  expect(namesWords(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
});

it('a suspension says what is kept until when, what that costs and what brings it back', () => {
  const notice = suspendedNotice({
    names: ['web'],
    keptUntil: '6 Dec 2026, 14:00 UTC',
    topUpUnits: 123_450_000n,
    keptHourlyUnits: 41_000n,
    occasion: 'x',
    at: '29 Nov 2026, 14:00 UTC',
  });
  expect(notice).toMatchObject({ severity: 'urgent', link: '/balance', linkLabel: 'Top up $12.35' });
  for (const part of ['29 Nov 2026', '6 Dec 2026, 14:00 UTC', '$0.0041 per hour', 'Top up $12.35'])
    expect(notice.body).toContain(part);
});

it('a limit says what was stopped and when it goes on', () => {
  const facts = {
    occasion: 'x',
    limitUnits: 300_000_000n,
    spentUnits: 300_000_000n,
    month: 'November 2026',
    stopped: [],
    blocksOrders: false,
  };
  expect(capNotice({ ...facts, percent: 80 })).toMatchObject({
    severity: 'warn',
    title: '80 % of your limit for November 2026 is used',
  });
  expect(capNotice({ ...facts, percent: 100, name: 'web', stopped: ['web'] })).toMatchObject({
    severity: 'urgent',
    title: 'The limit of web for November 2026 is reached',
    body: expect.stringContaining('web was stopped'),
  });
  expect(capNotice({ ...facts, percent: 100, blocksOrders: true }).body).toContain('No new deployment can be ordered');
});
