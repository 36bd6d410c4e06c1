import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideTopUp, type TopUpFacts } from './decide-top-up.ts';
import { checkTopUpPolicy, type TopUpPolicy } from './top-up-policy.ts';

const ONE = 10_000_000n;
const policy: TopUpPolicy = {
  mode: 'live',
  belowUnits: 1_000n * ONE,
  runwayHours: 240,
  levelDropHours: 48,
  targetUnits: 5_000n * ONE,
  minimumSpendUnits: 20n * ONE,
  dayCapUnits: 100n * ONE,
  monthCapUnits: 500n * ONE,
  maxSlippageBps: 100,
  cooldownMinutes: 60,
  approvalAboveUnits: null,
};
/** 900 TFT at 0.01 USD: 4,100 and the bridge's fee are missing. */
const facts: TopUpFacts = {
  nowMs: 100 * 3_600_000,
  readAtMs: 100 * 3_600_000,
  usableUnits: 900n * ONE,
  stashUnits: 0n,
  runwayHours: 400,
  nextDropHours: null,
  holdUnits: 0n,
  priceUnits: 100_000n,
  feeUnits: ONE,
  walletUnits: 1_000n * ONE,
  paused: false,
  inFlight: false,
  lastArrivedAtMs: null,
  awaitingApproval: false,
  spentDayUnits: 0n,
  spentMonthUnits: 0n,
  lastEndedAtMs: null,
  failures: 0,
};
const decide = (over: Partial<TopUpFacts> = {}, rules: Partial<TopUpPolicy> = {}) =>
  decideTopUp({ ...policy, ...rules }, { ...facts, ...over });

describe('the policy', () => {
  it('buys what is missing to the target, the fee of the bridge with it', () => {
    expect(decide()).toEqual({
      action: 'start',
      reason: 'below',
      trigger: 'below',
      spendUnits: 410_100_000n,
      expectedUnits: 4_100n * ONE,
    });
  });

  it.each([
    ['the balance at its bound', { usableUnits: 1_000n * ONE }, 'enough'],
    [
      'a long runway and a level that holds',
      { usableUnits: 2_000n * ONE, runwayHours: 240, nextDropHours: 48 },
      'enough',
    ],
    ['a short runway', { usableUnits: 2_000n * ONE, runwayHours: 239 }, 'runway'],
    ['a level about to drop', { usableUnits: 2_000n * ONE, nextDropHours: 47 }, 'level_drop'],
    ['a short runway above the target', { usableUnits: 6_000n * ONE, runwayHours: 1 }, 'enough'],
  ] as const)('by %s says %s', (_, over, reason) => {
    expect(decide(over).reason).toBe(reason);
  });

  it('brings what a level needs even beyond the target', () => {
    const held = decide({
      usableUnits: 6_000n * ONE,
      nextDropHours: 1,
      holdUnits: 10_000n * ONE,
      stashUnits: 1_000n * ONE,
    });
    expect(held).toMatchObject({ reason: 'level_drop', spendUnits: 30_010_000n * 10n });
  });

  it.each([
    ['paused', { paused: true }, {}],
    ['in_flight', { inFlight: true }, {}],
    ['awaiting_approval', { awaitingApproval: true }, {}],
    ['facts_too_old', { readAtMs: facts.nowMs - 3_600_001 }, {}],
    ['facts_too_old', { lastArrivedAtMs: facts.readAtMs }, {}],
    ['cooling_down', { lastEndedAtMs: facts.nowMs - 3_599_999 }, {}],
    ['wallet_unknown', { walletUnits: null }, {}],
    ['wallet_empty', { walletUnits: 20n * ONE - 1n }, {}],
    ['day_cap', { spentDayUnits: 80n * ONE + 1n }, {}],
    ['month_cap', { spentMonthUnits: 480n * ONE + 1n }, {}],
  ] as const)('waits: %s', (reason, over, rules) => {
    expect(decide(over, rules)).toEqual({ action: 'wait', reason, trigger: 'below' });
  });

  it('pauses after three failures in a row, not after two', () => {
    expect([decide({ failures: 2 }).action, decide({ failures: 3 })]).toEqual([
      'start',
      { action: 'pause', reason: 'failures' },
    ]);
    expect(decide({ failures: 3, paused: true })).toMatchObject({ action: 'wait', reason: 'paused' });
  });

  it('asks above a limit, not at it', () => {
    expect(decide({}, { approvalAboveUnits: 410_100_000n }).action).toBe('start');
    expect(decide({}, { approvalAboveUnits: 410_099_999n }).action).toBe('ask');
  });

  it('does nothing when it is off, and only says what it would do in a dry run', () => {
    expect(decide({}, { mode: 'off' })).toEqual({ action: 'none', reason: 'off' });
    expect(decide({}, { mode: 'dry_run' })).toMatchObject({ action: 'dry_run', spendUnits: 410_100_000n });
  });

  it('takes at least the smallest swap and less than it needs where a limit is near', () => {
    expect(decide({ usableUnits: 999n * ONE }, { targetUnits: 1_001n * ONE })).toMatchObject({ spendUnits: 20n * ONE });
    expect(decide({ spentDayUnits: 70n * ONE })).toMatchObject({ spendUnits: 30n * ONE, expectedUnits: 2_999n * ONE });
  });

  it('never spends beyond a limit or the wallet, nor less than the smallest swap, whatever the facts', () => {
    const units = fc.bigInt(0n, 10_000n * ONE);
    const fact = fc.record({
      usableUnits: units,
      walletUnits: units,
      spentDayUnits: units,
      spentMonthUnits: units,
      holdUnits: units,
    });
    fc.assert(
      fc.property(fact, fc.bigInt(1n, ONE), (over, priceUnits) => {
        const decision = decide({ ...over, priceUnits, nextDropHours: 1 });
        if (!('spendUnits' in decision)) return;
        const { spendUnits } = decision;
        expect(spendUnits >= policy.minimumSpendUnits).toBe(true);
        expect(spendUnits <= over.walletUnits).toBe(true);
        expect(over.spentDayUnits + spendUnits <= policy.dayCapUnits).toBe(true);
        expect(over.spentMonthUnits + spendUnits <= policy.monthCapUnits).toBe(true);
      }),
    );
  });
});

it.each([
  [{ belowUnits: null, runwayHours: null, levelDropHours: null }, 'belowTft'],
  [{ targetUnits: 1_000n * ONE }, 'targetTft'],
  [{ minimumSpendUnits: 0n }, 'minimumUsdc'],
  [{ dayCapUnits: 19n * ONE }, 'dayCapUsdc'],
  [{ monthCapUnits: 99n * ONE }, 'monthCapUsdc'],
  [{ approvalAboveUnits: -1n }, 'approvalAboveUsdc'],
])('a policy names what is wrong with it: %#', (over, path) => {
  expect(checkTopUpPolicy(policy)).toEqual([]);
  expect(checkTopUpPolicy({ ...policy, ...over }).map((issue) => issue.path)).toEqual([path]);
});
