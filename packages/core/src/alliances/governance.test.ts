import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ballot, decide, type Elector, electorsOf, type Governance, tally } from './index.ts';

const elector = (memberId: string, weight = 1): Elector => ({ memberId, weight });
const ballot = (memberId: string, choice: Ballot['choice']): Ballot => ({ memberId, choice });

describe('unanimity', () => {
  const three = [elector('a'), elector('b', 5), elector('c')];
  it.each([
    ['open', []],
    ['open', [ballot('a', 'yes'), ballot('b', 'yes')]],
    ['passed', [ballot('a', 'yes'), ballot('b', 'yes'), ballot('c', 'yes')]],
    ['rejected', [ballot('a', 'yes'), ballot('c', 'no')]],
  ] as const)('%s', (expected, ballots) => {
    expect(decide('unanimity', three, ballots)).toBe(expected);
  });
});

describe('weighted majority', () => {
  const four = [elector('a', 3), elector('b', 2), elector('c', 1), elector('d', 2)];
  it.each([
    ['open', [ballot('a', 'yes')]],
    // Exactly half is no majority, and half against leaves none.
    ['open', [ballot('a', 'yes'), ballot('c', 'yes')]],
    ['passed', [ballot('a', 'yes'), ballot('b', 'yes')]],
    ['rejected', [ballot('b', 'no'), ballot('d', 'no')]],
    ['open', [ballot('a', 'no')]],
  ] as const)('%s', (expected, ballots) => {
    expect(decide('weighted_majority', four, ballots)).toBe(expected);
  });
});

it('nothing passes while nobody may vote', () => {
  for (const rule of ['unanimity', 'weighted_majority'] as const)
    expect(decide(rule, [], [ballot('a', 'yes')])).toBe('open');
});

it('nobody votes on their own expulsion, and whoever gave notice does not vote', () => {
  const members = ['member', 'member', 'leaving', 'expelled', 'requested'].map((state, index) => ({
    memberId: `m${index}`,
    weight: 1,
    state,
  }));
  const ids = (kind: 'expel' | 'settings', subject?: string) =>
    electorsOf(members, kind, subject).map(({ memberId }) => memberId);
  expect(ids('settings')).toEqual(['m0', 'm1']);
  expect(ids('expel', 'm1')).toEqual(['m0']);
});

const rules = fc.constantFrom<Governance>('unanimity', 'weighted_majority');
const members = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 9 })
  .map((weights) => weights.map((weight, index) => elector(`m${index}`, weight)));
const choices = fc.array(fc.constantFrom<Ballot['choice'] | null>('yes', 'no', null), { minLength: 9, maxLength: 9 });
const given = (all: readonly Elector[], said: readonly (Ballot['choice'] | null)[]) =>
  all.flatMap(({ memberId }, index) => {
    const choice = said[index];
    return choice ? [ballot(memberId, choice)] : [];
  });

describe('for any members and ballots', () => {
  const runs = { numRuns: 10_000 };

  it('the order of members and ballots is irrelevant, and strangers do not count', () => {
    fc.assert(
      fc.property(rules, members, choices, fc.infiniteStream(fc.nat()), (rule, all, said, keys) => {
        const shuffled = <T>(items: readonly T[]) =>
          items
            .map((item) => [keys.next().value ?? 0, item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item);
        const ballots = given(all, said);
        const outcome = decide(rule, all, ballots);
        expect(decide(rule, shuffled(all), shuffled(ballots))).toBe(outcome);
        const strangers = ['x', 'y'].flatMap((id) => [ballot(id, 'yes'), ballot(`${id}2`, 'no')]);
        expect(decide(rule, all, [...strangers, ...ballots])).toBe(outcome);
      }),
      runs,
    );
  });

  it('what is decided stays decided, whatever the others say', () => {
    fc.assert(
      fc.property(rules, members, choices, choices, (rule, all, first, later) => {
        const outcome = decide(rule, all, given(all, first));
        if (outcome === 'open') return;
        const both = first.map((choice, index) => choice ?? later[index] ?? null);
        expect(decide(rule, all, given(all, both))).toBe(outcome);
      }),
      runs,
    );
  });

  it('when all have answered it is decided, and it passed only with the weight that the rule asks for', () => {
    fc.assert(
      fc.property(rules, members, choices, (rule, all, said) => {
        const full = said.map((choice) => choice ?? 'no');
        const ballots = given(all, full);
        const { total, yes, no } = tally(all, ballots);
        expect(yes + no).toBe(total);
        const expected = rule === 'unanimity' ? no === 0 : 2 * yes > total;
        expect(decide(rule, all, ballots)).toBe(expected ? 'passed' : 'rejected');
      }),
      runs,
    );
  });
});
