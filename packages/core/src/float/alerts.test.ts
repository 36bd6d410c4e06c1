import { describe, expect, it } from 'vitest';
import { decideAlerts, type FloatAlert, ordersAreShort } from './alerts.ts';
import { suggestedUnits, tfConnectLink } from './payment-link.ts';

const ONE = 10_000_000n;
const rules = { lowBalanceUnits: 1_000n * ONE, warnHours: [336, 168, 72] };
const words = (alerts: readonly FloatAlert[]) =>
  alerts.map(({ kind, bound }) => (kind === 'runway' ? Number(bound) : 'low'));

/** Looks at one runway after the other; what was told at each. */
function told(hours: readonly (number | null)[]) {
  let known: FloatAlert[] = [];
  return hours.map((runwayHours) => {
    const decision = decideAlerts({ ...rules, lowBalanceUnits: 0n }, { usableUnits: 0n, runwayHours }, known);
    const kept = known.filter((each) => !decision.rearmed.includes(each));
    known = [...kept, ...decision.passed];
    return words(decision.tell);
  });
}

describe('alerts', () => {
  it('tell each bound of the runway once as it falls', () => {
    expect(told([400, 337, 336, 335, 169, 168, 100, 72, 5, 0])).toEqual([
      [],
      [],
      [336],
      [],
      [],
      [168],
      [],
      [72],
      [],
      [],
    ]);
  });
  it('tell of a deep fall once, by the nearest bound', () => {
    expect(told([400, 60, 50])).toEqual([[], [72], []]);
  });
  it('tell again after a recovery, not after a wobble', () => {
    expect(told([336, 359, 336, 360, 336, null, 336])).toEqual([[336], [], [], [], [336], [], [336]]);
    expect(told([60, 200, 160, 60])).toEqual([[72], [], [168], [72]]);
  });
  it('tell of a low balance below its bound, and again once it had risen by a twentieth', () => {
    const low = (usableUnits: bigint, known: FloatAlert[] = []) =>
      decideAlerts(rules, { usableUnits, runwayHours: null }, known);
    expect(low(1_000n * ONE).tell).toEqual([]);
    const alert = low(1_000n * ONE - 1n).tell;
    expect(words(alert)).toEqual(['low']);
    expect(low(1_050n * ONE - 1n, alert).rearmed).toEqual([]);
    expect(low(1_050n * ONE, alert).rearmed).toEqual(alert);
  });
  it('forget a bound that nobody wants any more', () => {
    const known = [{ kind: 'runway', bound: 500n } as const];
    expect(decideAlerts(rules, { usableUnits: 2_000n * ONE, runwayHours: 100 }, known).rearmed).toEqual(known);
  });
});

it('orders wait below the grace and the reserve, and not when nothing runs', () => {
  const bounds = { graceHours: 168, reserveHours: 72 };
  expect([239, 240, null].map((hours) => ordersAreShort(hours, bounds))).toEqual([true, false, false]);
});

it('the payment names the bridge, the twin and whole TFT for thirty days', () => {
  const amountUnits = suggestedUnits(
    { usableUnits: 500n * ONE, burnUnits: 12_345_678n },
    { lowBalanceUnits: 100n * ONE, feeUnits: ONE },
  );
  expect(amountUnits).toBe(390n * ONE);
  expect(tfConnectLink({ bridgeAddress: 'GBRIDGE', twinId: 7, amountUnits })).toBe(
    'TFT:GBRIDGE?message=twin_7&sender=me&amount=390',
  );
  expect(tfConnectLink({ bridgeAddress: 'G', twinId: 7, amountUnits: 15_000_000n })).toContain('amount=1.5');
  expect(tfConnectLink({ bridgeAddress: 'G', twinId: 7, amountUnits: 100n * ONE })).toContain('amount=100');
});
