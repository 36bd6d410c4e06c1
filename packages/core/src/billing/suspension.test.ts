import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReviewFacts, resumeNeed, reviewSuspension, type Verdict } from './suspension.ts';

const deployment = fc.record({
  id: fc.uuid(),
  hourlyUnits: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  suspendedFor: fc.constantFrom(
    null,
    'no_funds' as const,
    'cap_reached' as const,
    'stopped' as const,
    'resizing' as const,
  ),
  capReached: fc.boolean(),
  stopWanted: fc.boolean(),
});
const facts: fc.Arbitrary<ReviewFacts> = fc.record({
  availableUnits: fc.bigInt({ min: -(10n ** 11n), max: 10n ** 11n }),
  resumeHours: fc.integer({ min: 0, max: 72 }),
  rescued: fc.boolean(),
  deployments: fc.uniqueArray(deployment, { selector: ({ id }) => id, maxLength: 8 }),
});
const after = (before: ReviewFacts): ReviewFacts => {
  const verdicts = new Map(reviewSuspension(before).map(({ id, becomes }) => [id, becomes]));
  const become = (becomes: Verdict['becomes']) => (becomes === 'running' ? null : becomes);
  return {
    ...before,
    deployments: before.deployments.map((each) => {
      const becomes = verdicts.get(each.id);
      return becomes === undefined ? each : { ...each, suspendedFor: become(becomes) };
    }),
  };
};
const web = { id: 'web', hourlyUnits: 100n, suspendedFor: null, capReached: false, stopWanted: false };
const review = (change: Partial<ReviewFacts>) =>
  reviewSuspension({ availableUnits: 0n, resumeHours: 24, rescued: false, deployments: [web], ...change });

describe('suspension', () => {
  it('comes below zero, not at it', () => {
    expect(review({ availableUnits: 0n })).toEqual([]);
    expect(review({ availableUnits: -1n })).toEqual([{ id: 'web', becomes: 'no_funds' }]);
  });
  it('waits while money is on its way by itself', () =>
    expect(review({ availableUnits: -1n, rescued: true })).toEqual([]));
  it('of a limit ends with the limit; of want of funds it stays until enough is there', () => {
    const capped = { ...web, suspendedFor: 'cap_reached' as const, capReached: true };
    expect(review({ deployments: [{ ...web, capReached: true }] })).toEqual([{ id: 'web', becomes: 'cap_reached' }]);
    expect(review({ deployments: [capped] })).toEqual([]);
    expect(review({ deployments: [{ ...capped, capReached: false }] })).toEqual([{ id: 'web', becomes: 'running' }]);
    expect(review({ availableUnits: -1n, deployments: [capped] })).toEqual([{ id: 'web', becomes: 'no_funds' }]);
  });
  it('leaves what its owner stopped as it is, and never starts it when money or limit come back', () => {
    const stopped = { ...web, suspendedFor: 'stopped' as const, stopWanted: true };
    expect(review({ deployments: [stopped] })).toEqual([]);
    expect(review({ availableUnits: -1n, deployments: [stopped] })).toEqual([{ id: 'web', becomes: 'no_funds' }]);
    const unpaid = { ...stopped, suspendedFor: 'no_funds' as const };
    expect(review({ deployments: [unpaid] })).toEqual([{ id: 'web', becomes: 'stopped' }]);
    expect(review({ deployments: [{ ...web, suspendedFor: 'resizing' }] })).toEqual([]);
  });
  it('settles in one step: the same facts change nothing more', () => {
    fc.assert(
      fc.property(facts, (before) => {
        expect(reviewSuspension(after(before))).toEqual([]);
      }),
    );
  });
  it('leaves nothing running in debt, and stops nothing that has both money and room', () => {
    fc.assert(
      fc.property(facts, (before) => {
        const isOut = before.availableUnits < 0n && !before.rescued;
        for (const each of after(before).deployments) {
          if (each.suspendedFor === null) expect(isOut || each.capReached || each.stopWanted).toBe(false);
          const was = before.deployments.find(({ id }) => id === each.id)?.suspendedFor;
          if (was === null && each.suspendedFor !== null)
            expect(isOut || each.capReached || each.stopWanted).toBe(true);
        }
      }),
    );
  });
});

describe('what it takes to come back', () => {
  it('is the debt and the hours ahead', () => {
    const suspended = { ...web, suspendedFor: 'no_funds' as const };
    expect(resumeNeed({ availableUnits: -7n, resumeHours: 24, deployments: [suspended, web] })).toEqual({
      missingUnits: 2407n,
      hourlyUnits: 100n,
      deployments: 1,
    });
    expect(resumeNeed({ availableUnits: -7n, resumeHours: 24, deployments: [web] })).toBeUndefined();
  });
  it('is exactly sufficient: with it all come back that no limit holds, with one unit less none', () => {
    fc.assert(
      fc.property(facts, (before) => {
        const need = resumeNeed(before);
        if (need === undefined || need.missingUnits === 0n) return;
        const add = (units: bigint) => after({ ...before, availableUnits: before.availableUnits + units });
        const unpaid = before.deployments.filter(({ suspendedFor }) => suspendedFor === 'no_funds').map(({ id }) => id);
        for (const each of add(need.missingUnits).deployments.filter(({ id }) => unpaid.includes(id))) {
          expect(each.suspendedFor).toBe(each.capReached ? 'cap_reached' : each.stopWanted ? 'stopped' : null);
        }
        for (const each of add(need.missingUnits - 1n).deployments.filter(({ id }) => unpaid.includes(id))) {
          expect(each.suspendedFor).toBe('no_funds');
        }
      }),
    );
  });
});
