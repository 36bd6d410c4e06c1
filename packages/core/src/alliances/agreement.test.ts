import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Agreement, acceptProposal, earliestEffectiveMs, statusAt, versionInForce } from './index.ts';

const DAY = 86_400_000;
const day = 20_000 * DAY;
const version = (effectiveFromMs: number, rest: Partial<Agreement> = {}): Agreement => ({
  version: 1,
  formula: { kind: 'by_contribution' },
  effectiveFromMs,
  status: 'accepted',
  ...rest,
});
const code = (refusal: ReturnType<typeof acceptProposal>) => refusal?.code;

describe('a proposal', () => {
  it('begins on a day to come', () => {
    expect(earliestEffectiveMs(day)).toBe(day + DAY);
    const at = (effectiveFromMs: number) => acceptProposal({ nowMs: day + 5, effectiveFromMs, others: [] });
    expect(code(at(day))).toBe('validation_failed');
    expect(at(day + DAY)).toBeUndefined();
  });

  it('comes after what was agreed, and alone', () => {
    const among = (...others: Agreement[]) => acceptProposal({ nowMs: day, effectiveFromMs: day + 2 * DAY, others });
    expect(among(version(day + DAY))).toBeUndefined();
    expect(code(among(version(day + 2 * DAY)))).toBe('validation_failed');
    expect(code(among(version(day + 3 * DAY, { status: 'proposed' })))).toBe('agreement_open');
    expect(among(version(day, { status: 'proposed' }))).toBeUndefined();
    expect(statusAt(version(day, { status: 'proposed' }), day)).toBe('lapsed');
  });
});

it('late usage is divided by the version of its own time, whatever was agreed since', () => {
  const history = fc.uniqueArray(fc.nat(40), { minLength: 1 }).map((days) => days.sort((a, b) => a - b));
  fc.assert(
    fc.property(history, fc.nat(45 * 24), fc.nat(20), (days, hour, later) => {
      const agreed = days.map((each, index) => version(day + each * DAY, { version: index + 1 }));
      const atMs = day + hour * 3_600_000;
      const then = versionInForce(
        agreed.filter(({ effectiveFromMs }) => effectiveFromMs <= atMs),
        atMs,
      );
      // Since then: more versions for days to come, and proposals that came to nothing.
      const lastMs = Math.max(atMs, ...agreed.map(({ effectiveFromMs }) => effectiveFromMs));
      const since = [
        ...agreed,
        version(earliestEffectiveMs(lastMs) + later * DAY, { version: 99 }),
        version(day, { version: 100, status: 'rejected' }),
      ];
      return versionInForce(since.reverse(), atMs) === then && (then === undefined || then.effectiveFromMs <= atMs);
    }),
    { numRuns: 10_000 },
  );
});
