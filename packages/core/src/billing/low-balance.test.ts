import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideWarning, runwayAlarm } from './low-balance.ts';

const warnHours = [168, 72, 24];
const at = (hours: number, more: { toldHours?: number | null; quiet?: boolean } = {}) =>
  decideWarning({
    availableUnits: BigInt(hours) * 10n,
    hourlyUnits: 10n,
    warnHours,
    toldHours: null,
    quiet: false,
    ...more,
  });

describe('the alarm', () => {
  it('rings below a threshold, not at it', () => {
    expect(
      [168n, 167n, 72n, 71n, 24n, 23n, 0n, -5n].map((hours) =>
        runwayAlarm({ availableUnits: hours * 10n, hourlyUnits: 10n }, warnHours),
      ),
    ).toEqual([null, 168, 168, 72, 72, 24, 24, 24]);
  });
  it('never rings when nothing is charged', () => {
    expect(runwayAlarm({ availableUnits: 0n, hourlyUnits: 0n }, warnHours)).toBeNull();
    expect(runwayAlarm({ availableUnits: 1n, hourlyUnits: 10n }, [])).toBeNull();
  });
});

describe('a warning', () => {
  it('is told once per threshold on the way down', () => {
    let toldHours: number | null = null;
    const told: number[] = [];
    for (let hours = 200; hours >= -3; hours--) {
      const decision = at(hours, { toldHours });
      toldHours = decision.toldHours;
      if (decision.tellHours !== null) told.push(decision.tellHours);
    }
    expect(told).toEqual([168, 72, 24]);
  });
  it('is armed again by a rise above the threshold, and the rise itself is not told', () => {
    expect(at(100, { toldHours: 24 })).toEqual({ toldHours: 168, tellHours: null });
    expect(at(20, { toldHours: 168 })).toEqual({ toldHours: 24, tellHours: 24 });
    expect(at(300, { toldHours: 24 })).toEqual({ toldHours: null, tellHours: null });
  });
  it('names the deepest threshold after a sudden fall, and leaves what is below zero to the suspension', () => {
    expect(at(10)).toEqual({ toldHours: 24, tellHours: 24 });
    expect(at(-1)).toEqual({ toldHours: 24, tellHours: null });
  });
  it('waits while something takes care, and is told when that ends', () => {
    expect(at(50, { quiet: true })).toEqual({ toldHours: null, tellHours: null });
    expect(at(50)).toEqual({ toldHours: 72, tellHours: 72 });
  });
  it('is never told twice without a rise between', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10, max: 300 }), { maxLength: 60 }), (path) => {
        let toldHours: number | null = null;
        for (const hours of path) {
          const decision = at(hours, { toldHours });
          if (decision.tellHours !== null) {
            expect(hours).toBeLessThan(decision.tellHours);
            expect(toldHours === null || decision.tellHours < toldHours).toBe(true);
          }
          toldHours = decision.toldHours;
        }
      }),
    );
  });
});
