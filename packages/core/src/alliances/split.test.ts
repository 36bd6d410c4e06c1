import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AllianceHour,
  checkFormula,
  type Division,
  type Formula,
  feeOfHour,
  formulaOf,
  type MemberFacts,
  splitHour,
  splitShare,
  storedFormula,
  WHOLE_WEIGHT,
} from './index.ts';

const CASES = { numRuns: 10_000 };
const sum = (parts: Iterable<bigint>) => [...parts].reduce((total, part) => total + part, 0n);

const memberIds = fc.uniqueArray(fc.constantFrom('ada', 'bob', 'cyd', 'dan', 'eve', 'fay'), { minLength: 1 });
const big = fc.oneof(fc.constantFrom(0n, 1n), fc.bigInt(0n, 10n ** 12n));
const facts = (ids: string[]): fc.Arbitrary<MemberFacts[]> =>
  fc.tuple(...ids.map((userId) => fc.record({ userId: fc.constant(userId), contribution: big, performance: big })));

const division: fc.Arbitrary<Division> = fc.oneof(
  fc
    .array(
      fc.record({ userId: fc.constantFrom('ada', 'bob', 'cyd', 'gus'), weight: fc.integer({ min: 0, max: 10_000 }) }),
    )
    .map((weights) => ({ kind: 'fixed_weights' as const, weights })),
  fc.constantFrom({ kind: 'by_contribution' as const }, { kind: 'by_performance' as const }),
);
const fee = fc.record({ userId: fc.constantFrom('ada', 'bob', 'gus'), monthlyUnits: big });
const formula: fc.Arbitrary<Formula | undefined> = fc.option(
  fc.oneof(
    division,
    fc.record({ fee, remainder: division }).map((parts) => ({ kind: 'fixed_fee_first' as const, ...parts })),
  ),
  { nil: undefined },
);

const hour: fc.Arbitrary<AllianceHour> = memberIds.chain((ids) =>
  fc.record({
    members: facts(ids),
    ofMonth: fc.nat(719).map((index) => ({ index, hours: 720 })),
    pools: fc.uniqueArray(
      fc.record({ nodeId: fc.nat(6), farmId: fc.nat(1), holderId: fc.constantFrom(...ids), units: big }),
      { selector: ({ nodeId, farmId }) => nodeId * 2 + farmId, maxLength: 6 },
    ),
  }),
);
const shuffled = (each: AllianceHour) =>
  fc
    .tuple(
      fc.shuffledSubarray([...each.members], { minLength: each.members.length }),
      fc.shuffledSubarray([...each.pools], { minLength: each.pools.length }),
    )
    .map(([members, pools]) => ({ ...each, members, pools }));

describe('the shares of an hour', () => {
  it('sum to what each node earned, to the unit, and nobody has less than nothing', () => {
    fc.assert(
      fc.property(hour, formula, (each, rule) => {
        const shares = splitHour(each, rule);
        const sums = each.pools.every(({ nodeId, farmId, units }) => {
          const parts = shares.filter((part) => part.nodeId === nodeId && part.farmId === farmId);
          return sum(parts.map((part) => part.units)) === units;
        });
        return sums && shares.every(({ units }) => units > 0n);
      }),
      CASES,
    );
  });

  it('are the same in any order of members and nodes, and however often they are computed', () => {
    const pair = hour.chain((each) => fc.tuple(fc.constant(each), shuffled(each)));
    const text = (each: AllianceHour, rule: Formula | undefined) =>
      splitHour(each, rule)
        .map(({ nodeId, farmId, userId, units }) => `${nodeId}/${farmId}/${userId}/${units}`)
        .join();
    fc.assert(
      fc.property(pair, formula, ([each, other], rule) => text(other, rule) === text(each, rule)),
      CASES,
    );
  });

  it('never give a fee more than its part of the month, nor one to somebody who is no member', () => {
    fc.assert(
      fc.property(hour, fee, (each, owed) => {
        // Nobody has a weight: what is not fee goes to the holders.
        const rule: Formula = { kind: 'fixed_fee_first', fee: owed, remainder: { kind: 'fixed_weights', weights: [] } };
        const holderOf = new Map(each.pools.map(({ nodeId, farmId, holderId }) => [`${nodeId}/${farmId}`, holderId]));
        const extra = splitHour(each, rule).filter(
          ({ nodeId, farmId, userId }) => holderOf.get(`${nodeId}/${farmId}`) !== userId,
        );
        const isMember = each.members.some(({ userId }) => userId === owed.userId);
        const most = isMember ? feeOfHour(owed.monthlyUnits, each.ofMonth) : 0n;
        return sum(extra.map(({ units }) => units)) <= most;
      }),
      CASES,
    );
  });
});

describe('one share', () => {
  const members = ['ada', 'bob', 'cyd'].map((userId) => ({ userId, contribution: 1n, performance: 0n }));
  const facts = { holderId: 'bob', members, feeUnits: 0n };
  const weights = (entries: Record<string, number>): Formula => ({
    kind: 'fixed_weights',
    weights: Object.entries(entries).map(([userId, weight]) => ({ userId, weight })),
  });

  it('by 70 to 30 gives the odd unit to the larger remainder', () => {
    expect([...splitShare(11n, weights({ ada: 7000, bob: 3000 }), facts)]).toEqual([
      ['ada', 8n],
      ['bob', 3n],
    ]);
  });

  it('gives equal remainders to the smaller id', () => {
    expect([...splitShare(2n, { kind: 'by_contribution' }, facts)]).toEqual([
      ['ada', 1n],
      ['bob', 1n],
    ]);
  });

  it('keeps the proportion of those who are still members', () => {
    const left = { ...facts, members: members.slice(1) };
    expect([...splitShare(10n, weights({ ada: 5000, bob: 3000, cyd: 2000 }), left)]).toEqual([
      ['bob', 6n],
      ['cyd', 4n],
    ]);
  });

  it('belongs to the holder without a formula, or when nobody has a weight', () => {
    expect([...splitShare(5n, undefined, facts)]).toEqual([['bob', 5n]]);
    expect([...splitShare(5n, { kind: 'by_performance' }, facts)]).toEqual([['bob', 5n]]);
  });
});

it('the hours of a month sum to its fee, to the unit', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 13n), fc.constantFrom(672, 696, 720, 744), (monthly, hours) => {
      const each = Array.from({ length: hours }, (_, index) => feeOfHour(monthly, { index, hours }));
      expect(sum(each)).toBe(monthly);
      expect(each.every((units) => units >= 0n)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

describe('a formula', () => {
  const fixed = (...weights: [string, number][]): Formula => ({
    kind: 'fixed_weights',
    weights: weights.map(([userId, weight]) => ({ userId, weight })),
  });
  const paths = (rule: Formula) => checkFormula(rule, ['ada', 'bob']).map(({ path }) => path);

  it('names every member once, in parts that sum to the whole', () => {
    expect(paths(fixed(['ada', 7000], ['bob', 3000]))).toEqual([]);
    expect(paths(fixed(['ada', 0], ['bob', WHOLE_WEIGHT]))).toEqual([]);
    expect(paths(fixed(['ada', 7000], ['bob', 2999]))).toEqual(['formula.weights']);
    expect(paths(fixed(['ada', WHOLE_WEIGHT]))).toEqual(['formula.weights']);
    expect(paths(fixed(['ada', 5000], ['bob', 3000], ['ada', 2000]))).toEqual(['formula.weights.2.memberId']);
    expect(paths(fixed(['ada', 5000], ['bob', 3000], ['eve', 2000]))).toEqual(['formula.weights.2.memberId']);
    expect(paths(fixed(['ada', 10_500], ['bob', -500]))).toEqual([
      'formula.weights.0.percent',
      'formula.weights.1.percent',
    ]);
  });

  it('has a fee of a member that is more than nothing', () => {
    const feeFirst = (userId: string, monthlyUnits: bigint): Formula => ({
      kind: 'fixed_fee_first',
      fee: { userId, monthlyUnits },
      remainder: { kind: 'by_contribution' },
    });
    expect(paths(feeFirst('ada', 1n))).toEqual([]);
    expect(paths(feeFirst('eve', 0n))).toEqual(['formula.fee.memberId', 'formula.fee.monthly']);
    expect(formulaOf(storedFormula(feeFirst('ada', 10n ** 12n)))).toEqual(feeFirst('ada', 10n ** 12n));
  });
});
