import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import {
  acceptChange,
  acceptWindow,
  type DueNotice,
  dueNotice,
  keepsOff,
  type MaintenanceWindow,
  stateOf,
  toldAtAnnouncement,
} from './index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 1_000 * DAY;
const window = (change: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  startsAtMs: NOW + 2 * DAY,
  endsAtMs: NOW + 2 * DAY + HOUR,
  cancelled: false,
  ...change,
});
const pathOf = (refusal: ReturnType<typeof acceptWindow>) =>
  refusal === undefined ? 'accepted' : ((refusal.details?.errors as { path: string }[])?.[0]?.path ?? refusal.code);

describe('announcing', () => {
  it.each([
    ['accepted', 0, HOUR],
    ['startsAt', -1, HOUR],
    ['endsAt', HOUR, HOUR],
    ['endsAt', HOUR, HOUR - 1],
    ['endsAt', 0, 14 * DAY + 1],
    ['accepted', 0, 14 * DAY],
    ['startsAt', 367 * DAY, 367 * DAY + HOUR],
  ])('%s from %d to %d ms', (expected, from, to) => {
    expect(pathOf(acceptWindow({ startsAtMs: NOW + from, endsAtMs: NOW + to }, NOW))).toBe(expected);
  });
});

describe('changing', () => {
  const ongoing = window({ startsAtMs: NOW - HOUR, endsAtMs: NOW + HOUR });
  it.each([
    ['accepted', window(), NOW + DAY, NOW + DAY + HOUR],
    ['startsAt', window(), NOW - 1, NOW + HOUR],
    ['accepted', ongoing, NOW - HOUR, NOW + 3 * HOUR],
    ['startsAt', ongoing, NOW - 2 * HOUR, NOW + 3 * HOUR],
    ['endsAt', ongoing, NOW - HOUR, NOW],
    ['maintenance_over', window({ startsAtMs: NOW - 2 * HOUR, endsAtMs: NOW }), NOW + DAY, NOW + DAY + HOUR],
    ['maintenance_over', window({ cancelled: true }), NOW + DAY, NOW + DAY + HOUR],
  ])('%s', (expected, present, startsAtMs, endsAtMs) => {
    expect(pathOf(acceptChange(present, { startsAtMs, endsAtMs }, NOW))).toBe(expected);
  });
});

it('is ongoing from its start until just before its end', () => {
  const { startsAtMs, endsAtMs } = window();
  const states = [startsAtMs - 1, startsAtMs, endsAtMs - 1, endsAtMs].map((at) => stateOf(window(), at));
  expect(states).toEqual(['scheduled', 'ongoing', 'ongoing', 'completed']);
  expect(stateOf(window({ cancelled: true }), startsAtMs)).toBe('cancelled');
});

it('keeps new machines off from a day before until its end', () => {
  const { startsAtMs, endsAtMs } = window();
  const kept = [startsAtMs - DAY - 1, startsAtMs - DAY, endsAtMs - 1, endsAtMs].map((at) => keepsOff(window(), at));
  expect(kept).toEqual([false, true, true, false]);
  expect(keepsOff(window({ cancelled: true }), startsAtMs)).toBe(false);
});

describe('what is due', () => {
  it('is told once each, in order, and never late, however the clock moves', () => {
    const order: DueNotice[] = ['day_before', 'start', 'end'];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 * DAY }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 3 * DAY }),
        fc.integer({ min: 1, max: DAY }),
        (looks, ahead, length) => {
          const given = window({ startsAtMs: NOW + ahead, endsAtMs: NOW + ahead + length });
          let told = toldAtAnnouncement(given.startsAtMs, NOW);
          const heard: DueNotice[] = [];
          for (const at of [...looks].sort((a, b) => a - b)) {
            const due = dueNotice(given, told, NOW + at);
            told = due.told;
            if (due.notice === undefined) continue;
            heard.push(due.notice);
            const state = stateOf(given, NOW + at);
            expect({ day_before: 'scheduled', start: 'ongoing', end: 'completed' }[due.notice]).toBe(state);
          }
          expect(heard).toEqual(order.filter((notice) => heard.includes(notice)));
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('is nothing of a cancelled window', () => {
    const told = { dayBefore: false, start: false, end: false };
    expect(dueNotice(window({ cancelled: true }), told, NOW + 9 * DAY).notice).toBeUndefined();
  });

  it('refuses nothing silently: refusals say what would be right', () => {
    const refusal = acceptWindow({ startsAtMs: NOW - 1, endsAtMs: NOW }, NOW);
    expect(isRefusal(refusal) && refusal.message).toBe('startsAt must not be in the past.');
  });
});
