import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import {
  type AllianceState,
  allianceStates,
  contributionState,
  endBy,
  judgeActivation,
  judgeMove,
  noticeEndMs,
  requireState,
  slugOf,
} from './index.ts';

const DAY = 86_400_000;
const said = (judged: ReturnType<typeof judgeActivation>) => (isRefusal(judged) ? judged.code : judged);

describe('an alliance', () => {
  it('moves from proposed to active, winds down, and ends; a proposal may end at once', () => {
    const moves = allianceStates.flatMap((from) =>
      allianceStates.filter((to) => judgeMove(from, to) === 'move').map((to) => `${from} ${to}`),
    );
    expect(moves).toEqual(['proposed active', 'proposed dissolved', 'active winding_down', 'winding_down dissolved']);
    for (const state of allianceStates) expect(judgeMove(state, state)).toBe('nothing');
  });

  it.each<[string, AllianceState, number]>([
    ['quorum_missing', 'proposed', 1],
    ['move', 'proposed', 2],
    ['nothing', 'active', 1],
    ['alliance_state', 'winding_down', 5],
    ['alliance_state', 'dissolved', 5],
  ])('%s: activating one that is %s with %d of 2 members', (expected, state, members) => {
    expect(said(judgeActivation(state, members, 2))).toBe(expected);
  });

  it('says in which state it refuses', () => {
    expect(requireState('active', 'proposed', 'active')).toBeUndefined();
    expect(requireState('winding_down', 'active')?.message).toBe('This alliance is winding down.');
  });

  it('is left with notice once it works, at once before', () => {
    expect(noticeEndMs({ state: 'active', noticeDays: 30 }, 5)).toBe(5 + 30 * DAY);
    expect(noticeEndMs({ state: 'proposed', noticeDays: 30 }, 5)).toBe(5);
  });
});

describe('a contribution', () => {
  const given = { fromMs: 10, endsMs: 20, withdrawn: false };
  it('is scheduled, then given until just before its end', () => {
    const states = [9, 10, 19, 20].map((at) => contributionState(given, at));
    expect(states).toEqual(['scheduled', 'given', 'given', 'ended']);
    expect(contributionState({ ...given, endsMs: null }, 1e15)).toBe('given');
  });

  it('keeps its terms after it was withdrawn until the notice ends', () => {
    expect([10, 19, 20].map((at) => contributionState({ ...given, withdrawn: true }, at))).toEqual([
      'leaving',
      'leaving',
      'ended',
    ]);
  });

  it('never ends later than it would have, nor before it began', () => {
    const times = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(times, fc.option(times), times, (fromMs, length, at) => {
        const endsMs = length === null ? null : fromMs + length;
        const end = endBy({ fromMs, endsMs, withdrawn: false }, at);
        expect(end).toBeGreaterThanOrEqual(fromMs);
        expect(end).toBeLessThanOrEqual(Math.max(fromMs, at));
        if (endsMs !== null) expect(end).toBeLessThanOrEqual(endsMs);
      }),
    );
  });
});

it.each([
  ['Nordic GPU Öst', 'nordic-gpu-ost'],
  ['  --A & B!! ', 'a-b'],
  ['北方', 'alliance'],
  ['x'.repeat(80), 'x'.repeat(60)],
])('%j has the address %j', (name, slug) => expect(slugOf(name)).toBe(slug));
