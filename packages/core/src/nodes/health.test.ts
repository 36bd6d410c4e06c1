import { describe, expect, it } from 'vitest';
import { type HealthSample, healthEvidence, uptimePercent } from './health.ts';

const HOUR_MS = 3_600_000;
const sample = (change: Partial<HealthSample>): HealthSample => ({
  previousAtMs: 100 * HOUR_MS,
  nowMs: 110 * HOUR_MS,
  status: 'up',
  reportedAtMs: 110 * HOUR_MS,
  uptimeSeconds: 50 * 3600,
  ...change,
});

describe('what a look at a node proves', () => {
  it('up all the time when it started before the look before', () => {
    expect(healthEvidence(sample({}))).toEqual({ upSeconds: 36_000, knownSeconds: 36_000 });
  });

  it('up since its start, unknown before', () => {
    expect(healthEvidence(sample({ uptimeSeconds: 7200 }))).toEqual({ upSeconds: 7200, knownSeconds: 7200 });
  });

  it('down since its last word, up before it', () => {
    expect(healthEvidence(sample({ status: 'down', reportedAtMs: 104 * HOUR_MS }))).toEqual({
      upSeconds: 14_400,
      knownSeconds: 36_000,
    });
    expect(healthEvidence(sample({ status: 'down', reportedAtMs: 20 * HOUR_MS }))).toEqual({
      upSeconds: 0,
      knownSeconds: 36_000,
    });
  });

  it('neither up nor down in announced maintenance', () => {
    const span = (from: number, to: number) => ({ startsAtMs: from * HOUR_MS, endsAtMs: to * HOUR_MS });
    const down = sample({ status: 'down', reportedAtMs: 104 * HOUR_MS });
    expect(healthEvidence(down, [span(104, 108)])).toEqual({ upSeconds: 14_400, knownSeconds: 21_600 });
    expect(healthEvidence(down, [span(103, 106), span(106, 120)])).toEqual({ upSeconds: 10_800, knownSeconds: 10_800 });
    expect(healthEvidence(sample({}), [span(90, 101)])).toEqual({ upSeconds: 32_400, knownSeconds: 32_400 });
    expect(healthEvidence(down, [span(90, 200)])).toEqual({ upSeconds: 0, knownSeconds: 0 });
  });

  it('nothing of a node on standby, nor of no time at all', () => {
    expect(healthEvidence(sample({ status: 'standby' })).knownSeconds).toBe(0);
    expect(healthEvidence(sample({ nowMs: 100 * HOUR_MS })).knownSeconds).toBe(0);
  });
});

it('is null below an hour of evidence and 100 only without any time down', () => {
  expect(uptimePercent({ upSeconds: 3599, knownSeconds: 3599 })).toBeNull();
  expect(uptimePercent({ upSeconds: 3600, knownSeconds: 3600 })).toBe(100);
  expect(uptimePercent({ upSeconds: 9_999_999, knownSeconds: 10_000_000 })).toBe(99.99);
});
