import { expect, it } from 'vitest';
import { type FloatSample, simulatePolicy } from './simulate-policy.ts';
import type { TopUpPolicy } from './top-up-policy.ts';

const ONE = 10_000_000n;
const HOUR_MS = 3_600_000;
const policy: TopUpPolicy = {
  mode: 'dry_run',
  belowUnits: 100n * ONE,
  runwayHours: null,
  levelDropHours: null,
  targetUnits: 200n * ONE,
  minimumSpendUnits: ONE / 10n,
  dayCapUnits: 2n * ONE,
  monthCapUnits: 4n * ONE,
  maxSlippageBps: 100,
  cooldownMinutes: 0,
  approvalAboveUnits: null,
};
/** 10 TFT an hour, 0.01 USD each; a recorded top-up at hour 20 is none of the simulated policy's. */
const samples: FloatSample[] = Array.from({ length: 101 }, (_, hour) => ({
  atMs: hour * HOUR_MS,
  usableUnits: (hour < 20 ? 200n - 10n * BigInt(hour) : 5_000n) * ONE,
  stashUnits: 0n,
  burnUnits: 10n * ONE,
  levelBoundUnits: null,
  priceUnits: 100_000n,
}));

it('tells what the policy would have bought, when and for how much', () => {
  const found = simulatePolicy(policy, samples, ONE);
  // Below 100 after 11 hours; 110 and the fee are missing, at 0.01 each.
  expect(found.topUps[0]).toEqual({
    atMs: 11 * HOUR_MS,
    trigger: 'below',
    spendUnits: 11_100_000n,
    receivedUnits: 110n * ONE,
    usableUnits: 200n * ONE,
    asked: false,
  });
  expect(found.topUps).toHaveLength(4);
  expect([found.lowestUnits, found.shortHours]).toEqual([0n, 41]);
});

it('keeps its limits in any 24 hours and 30 days, and says how often it waited for them', () => {
  const found = simulatePolicy(policy, samples, ONE);
  for (const { atMs } of found.topUps) {
    const within = (ms: number) => found.topUps.filter((each) => each.atMs <= atMs && each.atMs > atMs - ms);
    expect(within(24 * HOUR_MS).reduce((sum, { spendUnits }) => sum + spendUnits, 0n) <= policy.dayCapUnits).toBe(true);
  }
  expect(found.waits.month_cap ?? 0).toBeGreaterThan(0);
  expect(found.spentUnits).toBe(policy.monthCapUnits);
});

it('does nothing when it is off or nothing was recorded', () => {
  expect(simulatePolicy({ ...policy, mode: 'off' }, samples, ONE)).toMatchObject({
    topUps: [],
    spentUnits: 0n,
    shortHours: 80,
  });
  expect(simulatePolicy(policy, [], ONE)).toMatchObject({ samples: 0, topUps: [], lowestUnits: 0n });
});
