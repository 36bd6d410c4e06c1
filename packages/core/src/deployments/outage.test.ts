import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPoll, judgeMachine, type NodePoll, type PollOutcome, SILENT_POLLS } from './outage.ts';

const fresh: NodePoll = { answeredAtMs: null, silentSinceMs: null, silentPolls: 0 };

/** Verdicts on one machine after each of the polls, a minute apart. */
function verdicts(polls: readonly { outcome: PollOutcome; inMaintenance?: boolean }[]) {
  let poll = fresh;
  return polls.map(({ outcome, inMaintenance = false }, minute) => {
    const at = { outcome, atMs: minute * 60_000, inMaintenance };
    poll = countPoll(poll, at);
    return judgeMachine({ ...at, poll, answer: 'ok' });
  });
}
const silent = { outcome: 'silent' } as const;
const maintained = { outcome: 'silent', inMaintenance: true } as const;

describe('an outage', () => {
  it('is the third silence in a row, from the first on; any answer clears the count', () => {
    expect(verdicts([silent, silent, silent])).toEqual([
      { kind: 'doubt', sinceMs: 0 },
      { kind: 'doubt', sinceMs: 0 },
      { kind: 'outage', cause: 'node_silent', sinceMs: 0 },
    ]);
    expect(verdicts([silent, silent, { outcome: 'answered' }, silent]).map(({ kind }) => kind)).toEqual([
      'doubt',
      'doubt',
      'fine',
      'doubt',
    ]);
  });

  it('is what the node itself reports, at once', () => {
    expect(verdicts([{ outcome: 'down' }])).toEqual([{ kind: 'outage', cause: 'node_down', sinceMs: 0 }]);
    const answered = { outcome: 'answered', poll: fresh, atMs: 5, inMaintenance: false } as const;
    expect(judgeMachine({ ...answered, answer: 'failed' })).toMatchObject({ cause: 'machine_failed', sinceMs: 5 });
    expect(judgeMachine({ ...answered, answer: 'gone' })).toMatchObject({ cause: 'machine_gone', sinceMs: 5 });
    expect(judgeMachine({ ...answered, answer: 'pending' })).toEqual({ kind: 'unknown' });
  });

  it('never comes of a poll that could not be sent, nor of announced maintenance, which also ends a count', () => {
    const unasked = { outcome: 'unknown' } as const;
    expect(verdicts([silent, silent, unasked, unasked]).map(({ kind }) => kind)).toEqual([
      'doubt',
      'doubt',
      'unknown',
      'unknown',
    ]);
    expect(verdicts([silent, silent, maintained, silent, silent]).at(-1)).toEqual({ kind: 'doubt', sinceMs: 180_000 });
    expect(verdicts([{ outcome: 'down', inMaintenance: true }])).toEqual([{ kind: 'unknown' }]);
  });

  it('needs as many silences as the rule says, whatever happened before', () => {
    const outcome = fc.constantFrom<PollOutcome>('answered', 'silent', 'unknown');
    fc.assert(
      fc.property(fc.array(fc.record({ outcome, inMaintenance: fc.boolean() }), { maxLength: 30 }), (polls) => {
        const found = verdicts(polls);
        for (const [index, verdict] of found.entries()) {
          if (verdict.kind !== 'outage') continue;
          const counted = polls.slice(0, index + 1).filter((each) => each.outcome !== 'unknown');
          expect(counted.slice(-SILENT_POLLS)).toEqual(
            Array(SILENT_POLLS).fill({ outcome: 'silent', inMaintenance: false }),
          );
        }
      }),
    );
  });
});
