import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DisputeState, type DisputeStatus, takeDisputeNews } from './dispute.ts';

/** Histories that a bank can tell, in their true order. */
const histories: DisputeStatus[][] = [
  ['needs_response', 'under_review', 'won'],
  ['needs_response', 'under_review', 'lost'],
  ['needs_response', 'lost'],
  ['inquiry', 'closed'],
  ['inquiry', 'needs_response', 'under_review', 'won'],
  ['inquiry', 'needs_response', 'lost'],
];

describe('news of a dispute', () => {
  it('ends alike in any order and any number of times: withheld when lost, else nothing', () => {
    const told = fc
      .constantFrom(...histories)
      .chain((history) =>
        fc.tuple(
          fc.constant(history.at(-1)),
          fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 }),
        ),
      );
    fc.assert(
      fc.property(told, fc.bigInt(1n, 10n ** 12n), ([end, statuses], amountUnits) => {
        let state: DisputeState | undefined;
        let withheld = 0n;
        for (const status of statuses) {
          const next = takeDisputeNews(state, { status, amountUnits });
          withheld += next.deltaUnits;
          expect(withheld).toBe(next.withheldUnits);
          expect(withheld >= 0n).toBe(true);
          state = next;
        }
        expect(state?.status).toBe(end);
        expect(withheld).toBe(end === 'lost' ? amountUnits : 0n);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes nothing for an inquiry until it becomes a chargeback', () => {
    const asked = takeDisputeNews(undefined, { status: 'inquiry', amountUnits: 7n });
    expect(asked.deltaUnits).toBe(0n);
    expect(takeDisputeNews(asked, { status: 'needs_response', amountUnits: 7n }).deltaUnits).toBe(7n);
  });

  it('that contradicts a decision is not believed', () => {
    const lost = takeDisputeNews(undefined, { status: 'lost', amountUnits: 7n });
    expect(takeDisputeNews(lost, { status: 'won', amountUnits: 7n })).toMatchObject({ status: 'lost', deltaUnits: 0n });
  });
});
