import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActiveCredit, leftAfter, type SpendingLine, shareOut, spendPromotional } from './promotional.ts';

const amount = fc.bigInt(1n, 1000n);
/** Events of a statement: usage takes, a top-up gives, a refund or dispute takes without being use. */
const event = fc.oneof(
  fc.record({ isUsage: fc.constant(true), units: amount.map((units) => -units) }),
  fc.record({ isUsage: fc.constant(false), units: fc.bigInt(-1000n, 1000n) }),
);

function linesFrom(openingUnits: bigint, events: readonly { units: bigint; isUsage: boolean }[]): SpendingLine[] {
  let balanceAfter = openingUnits;
  return events.map(({ units, isUsage }) => {
    balanceAfter += units;
    return { units, isUsage, balanceAfter };
  });
}

/** The sums and minima that SQL computes over the same lines. */
function sumsOf(lines: readonly SpendingLine[]) {
  let usedUnits = 0n;
  let ceilingUnits: bigint | undefined;
  for (const { units, isUsage, balanceAfter } of lines) {
    if (isUsage) usedUnits -= units;
    const ceiling = (balanceAfter > 0n ? balanceAfter : 0n) + usedUnits;
    if (ceilingUnits === undefined || ceiling < ceilingUnits) ceilingUnits = ceiling;
  }
  return { usedUnits, ceilingUnits };
}

describe('promotional money', () => {
  it('pays usage first: what was charged is taken from it before card money', () => {
    const lines = linesFrom(70n, [{ units: -15n, isUsage: true }]);
    expect(spendPromotional(20n, lines)).toBe(5n);
  });

  it('is not touched by a refund of card money that is still there', () => {
    expect(spendPromotional(20n, linesFrom(70n, [{ units: -50n, isUsage: false }]))).toBe(20n);
  });

  it('pays a debt at once', () => {
    expect(spendPromotional(20n, linesFrom(40n, [{ units: -50n, isUsage: false }]))).toBe(0n);
    expect(spendPromotional(20n, linesFrom(40n, [{ units: -30n, isUsage: false }]))).toBe(10n);
  });

  it('never exceeds the balance nor grows, and an expiry of the rest never leads into debt', () => {
    fc.assert(
      fc.property(amount, fc.bigInt(0n, 1000n), fc.array(event, { maxLength: 30 }), (left, card, events) => {
        const lines = linesFrom(left + card, events);
        let before = left;
        for (let to = 0; to <= lines.length; to++) {
          const now = spendPromotional(left, lines.slice(0, to));
          const balance = to === 0 ? left + card : (lines[to - 1]?.balanceAfter ?? 0n);
          expect(now >= 0n && now <= before).toBe(true);
          expect(balance - now >= (balance < 0n ? balance : 0n)).toBe(true);
          before = now;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same in one expression as line by line, wherever the lines are cut', () => {
    fc.assert(
      fc.property(
        amount,
        fc.bigInt(0n, 1000n),
        fc.array(event, { maxLength: 30 }),
        fc.nat(30),
        (left, card, events, cut) => {
          const lines = linesFrom(left + card, events);
          const whole = spendPromotional(left, lines);
          expect(leftAfter(left, sumsOf(lines))).toBe(whole);
          const half = leftAfter(left, sumsOf(lines.slice(0, cut)));
          expect(leftAfter(half, sumsOf(lines.slice(cut)))).toBe(whole);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('several credits', () => {
  const credit = fc.record({
    id: fc.uuid(),
    leftUnits: fc.bigInt(0n, 1000n),
    expiresAtMs: fc.option(fc.nat(100), { nil: undefined }),
  });

  it('are spent in the order of their ends, to the unit', () => {
    const credits: ActiveCredit[] = [
      { id: 'for ever', leftUnits: 10n, expiresAtMs: undefined },
      { id: 'late', leftUnits: 10n, expiresAtMs: 9 },
      { id: 'soon', leftUnits: 10n, expiresAtMs: 1 },
    ];
    expect(shareOut(credits, 12n).map(({ id, leftUnits }) => [id, leftUnits])).toEqual([
      ['soon', 0n],
      ['late', 2n],
      ['for ever', 10n],
    ]);
  });

  it('always have left together what is left of all', () => {
    fc.assert(
      fc.property(fc.array(credit, { maxLength: 8 }), fc.bigInt(0n, 8000n), (credits, asked) => {
        const total = credits.reduce((sum, { leftUnits }) => sum + leftUnits, 0n);
        const left = asked < total ? asked : total;
        const shared = shareOut(credits, left);
        expect(shared.reduce((sum, { leftUnits }) => sum + leftUnits, 0n)).toBe(left);
        expect(shared.every(({ leftUnits }) => leftUnits >= 0n)).toBe(true);
      }),
    );
  });
});
