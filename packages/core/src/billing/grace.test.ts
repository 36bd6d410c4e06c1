import fc from 'fast-check';
import { expect, it } from 'vitest';
import { graceStep, keptUntil } from './grace.ts';

const HOUR = 3_600_000;
const settings = { graceHours: 168, finalNoticeHours: 48 };

it('keeps data for the grace, but never longer than the chain would', () => {
  expect(keptUntil(0, settings)).toBe(168 * HOUR);
  expect(keptUntil(0, { ...settings, graceHours: 1000 })).toBe(13 * 24 * HOUR);
});

it('gives the final notice 48 hours before the end, then ends', () => {
  const facts = { ...settings, keptUntilMs: 168 * HOUR, finalNoticeAtMs: null };
  expect(graceStep({ ...facts, nowMs: 120 * HOUR - 1 })).toEqual({ step: 'wait' });
  expect(graceStep({ ...facts, nowMs: 120 * HOUR })).toEqual({ step: 'final_notice', keptUntilMs: 168 * HOUR });
  const noticed = { ...facts, finalNoticeAtMs: 120 * HOUR };
  expect(graceStep({ ...noticed, nowMs: 168 * HOUR - 1 })).toEqual({ step: 'wait' });
  expect(graceStep({ ...noticed, nowMs: 168 * HOUR })).toEqual({ step: 'end' });
});

it('never ends without a final notice of full length, however the clock jumps', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 312 }),
      fc.integer({ min: 0, max: 400 }),
      fc.array(fc.integer({ min: 0, max: 1000 * HOUR }), { minLength: 1, maxLength: 12 }),
      (graceHours, finalNoticeHours, jumps) => {
        const lengths = { graceHours, finalNoticeHours };
        let keptUntilMs = keptUntil(0, lengths);
        let finalNoticeAtMs: number | null = null;
        let nowMs = 0;
        for (const jump of jumps) {
          nowMs += jump;
          const outcome = graceStep({ ...lengths, keptUntilMs, finalNoticeAtMs, nowMs });
          if (outcome.step === 'final_notice') {
            expect(outcome.keptUntilMs).toBeGreaterThanOrEqual(keptUntilMs);
            ({ keptUntilMs } = outcome);
            finalNoticeAtMs = nowMs;
          }
          if (outcome.step !== 'end') continue;
          if (finalNoticeAtMs === null) throw new Error('ended without a notice');
          expect(nowMs - finalNoticeAtMs).toBeGreaterThanOrEqual(Math.min(finalNoticeHours, graceHours) * HOUR);
          expect(nowMs).toBeGreaterThanOrEqual(keptUntil(0, lengths));
          return;
        }
      },
    ),
  );
});
