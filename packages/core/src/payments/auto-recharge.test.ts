import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import { acceptRecharge } from './accept-recharge.ts';
import { afterDecline, canRecharge, decideRecharge, type RechargeFacts } from './auto-recharge.ts';

const HOUR = 3_600_000;
const USD = 10_000_000n;
const facts = (change: Partial<RechargeFacts> = {}): RechargeFacts => ({
  enabled: true,
  thresholdUnits: 20n * USD,
  amountUnits: 50n * USD,
  monthlyCapUnits: 200n * USD,
  standing: { state: 'idle' },
  availableUnits: 19n * USD,
  chargedUnits: 0n,
  hasCard: true,
  blocked: false,
  nowMs: 0,
  ...change,
});

describe('an automatic top-up', () => {
  it('charges below the threshold, not at it', () => {
    expect(decideRecharge(facts())).toBe('charge');
    expect(decideRecharge(facts({ availableUnits: 20n * USD }))).toBe('enough');
  });
  it.each<[Partial<RechargeFacts>, string]>([
    [{ enabled: false }, 'off'],
    [{ enabled: false, standing: { state: 'paused', reason: 'declined' } }, 'off'],
    [{ standing: { state: 'charging' } }, 'charging'],
    [{ standing: { state: 'paused', reason: 'declined' } }, 'paused'],
    [{ blocked: true }, 'blocked'],
    [{ hasCard: false }, 'no_card'],
    [{ standing: { state: 'backing_off', retryAtMs: 1 } }, 'backing_off'],
    [{ chargedUnits: 151n * USD }, 'month_limit'],
  ])('waits: %o', (change, why) => expect(decideRecharge(facts(change))).toBe(why));
  it('uses the month to its limit, and tries again when its time has come', () => {
    expect(decideRecharge(facts({ chargedUnits: 150n * USD }))).toBe('charge');
    expect(decideRecharge(facts({ standing: { state: 'backing_off', retryAtMs: 0 } }))).toBe('charge');
  });
  it('never charges beyond the limit of the month, whatever happens', () => {
    const some = fc.bigInt({ min: 0n, max: 500n * USD });
    fc.assert(
      fc.property(some, some, some, some, (amountUnits, monthlyCapUnits, chargedUnits, availableUnits) => {
        const decision = decideRecharge(facts({ amountUnits, monthlyCapUnits, chargedUnits, availableUnits }));
        if (decision === 'charge') expect(chargedUnits + amountUnits <= monthlyCapUnits).toBe(true);
      }),
    );
  });
  it('takes care of the balance only while it can act', () => {
    const able = [facts(), facts({ availableUnits: 90n * USD }), facts({ standing: { state: 'charging' } })];
    expect(able.map(canRecharge)).toEqual([true, true, true]);
    const unable: Partial<RechargeFacts>[] = [
      { enabled: false },
      { hasCard: false },
      { blocked: true },
      { chargedUnits: 200n * USD },
      { standing: { state: 'paused', reason: 'authentication_required' } },
      { standing: { state: 'backing_off', retryAtMs: 1 } },
    ];
    for (const change of unable) expect(canRecharge(facts(change)), JSON.stringify(Object.keys(change))).toBe(false);
  });
});

describe('after a decline', () => {
  it('it is tried after 1, 6 and 24 hours, then it pauses', () => {
    let declines = 0;
    const outcomes = Array.from({ length: 4 }, () => {
      const after = afterDecline({ declines, code: 'insufficient_funds', nowMs: 0 });
      declines = after.declines;
      return after.standing;
    });
    expect(outcomes).toEqual([
      { state: 'backing_off', retryAtMs: HOUR },
      { state: 'backing_off', retryAtMs: 6 * HOUR },
      { state: 'backing_off', retryAtMs: 24 * HOUR },
      { state: 'paused', reason: 'declined' },
    ]);
  });
  it('that no repeat can mend, or that its owner has to confirm, it pauses at once', () => {
    expect(afterDecline({ declines: 0, code: 'stolen_card', nowMs: 0 }).standing).toEqual({
      state: 'paused',
      reason: 'declined',
    });
    expect(afterDecline({ declines: 0, code: 'authentication_required', nowMs: 0 }).standing).toEqual({
      state: 'paused',
      reason: 'authentication_required',
    });
  });
});

describe('the setting', () => {
  const limits = { minimumUnits: 5n * USD, maximumUnits: 10_000n * USD };
  const asked = { enabled: true, threshold: '20.00', amount: '50.00', monthlyCap: '200.00' };
  it('is accepted when its amounts fit together', () => {
    expect(acceptRecharge(asked, limits)).toMatchObject({ thresholdUnits: 20n * USD, monthlyCapUnits: 200n * USD });
    expect(isRefusal(acceptRecharge({ ...asked, threshold: '0' }, limits))).toBe(false);
  });
  it.each([
    [{ amount: '4.99' }, ['amount.amount']],
    [{ amount: '50.001' }, ['amount.amount']],
    [{ threshold: '-1' }, ['threshold.amount']],
    [{ monthlyCap: '49.99' }, ['monthlyCap.amount']],
    [{ monthlyCap: 'much', threshold: '99999999' }, ['threshold.amount', 'monthlyCap.amount']],
  ])('%o is refused with its fields', (change, paths) => {
    const refusal = acceptRecharge({ ...asked, ...change }, limits);
    const errors = isRefusal(refusal) ? (refusal.details?.errors as { path: string }[]) : [];
    expect(errors.map(({ path }) => path)).toEqual(paths);
  });
});
