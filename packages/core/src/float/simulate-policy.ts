import { maxOf, minOf } from '../money/index.ts';
import { decideTopUp, type WaitReason } from './decide-top-up.ts';
import type { TopUpPolicy, TopUpTrigger } from './top-up-policy.ts';

/** What was recorded of an hour. */
export interface FloatSample {
  atMs: number;
  usableUnits: bigint;
  stashUnits: bigint;
  /** Units of TFT that left per hour. */
  burnUnits: bigint;
  /** Twin and stash together below which a contract would have lost its level; null when none had one. */
  levelBoundUnits: bigint | null;
  /** Units of USD for one TFT. */
  priceUnits: bigint;
}

export interface SimulatedTopUp {
  atMs: number;
  trigger: TopUpTrigger;
  spendUnits: bigint;
  receivedUnits: bigint;
  /** Usable TFT after it. */
  usableUnits: bigint;
  /** A person would have had to agree. */
  asked: boolean;
}

export interface PolicySimulation {
  samples: number;
  topUps: SimulatedTopUp[];
  spentUnits: bigint;
  receivedUnits: bigint;
  lowestUnits: bigint;
  /** Hours that could not have been paid in full. */
  shortHours: number;
  /** Samples at which it would have had to wait, by reason. */
  waits: Partial<Record<WaitReason, number>>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What the policy would have done over recorded hours: it starts with the recorded balance, loses what was burnt, and
 * gains what the policy buys at the price of the hour, at once. It had USDC without end, every person agreed, and nothing
 * failed; real top-ups of that time do not count.
 */
export function simulatePolicy(
  policy: TopUpPolicy,
  samples: readonly FloatSample[],
  feeUnits: bigint,
): PolicySimulation {
  const found: PolicySimulation = {
    samples: samples.length,
    topUps: [],
    spentUnits: 0n,
    receivedUnits: 0n,
    lowestUnits: samples[0]?.usableUnits ?? 0n,
    shortHours: 0,
    waits: {},
  };
  let usableUnits = samples[0]?.usableUnits ?? 0n;
  samples.forEach((sample, at) => {
    const before = samples[at - 1];
    if (before) {
      const burnt = (before.burnUnits * BigInt(sample.atMs - before.atMs)) / BigInt(HOUR_MS);
      if (burnt > usableUnits) found.shortHours += Math.ceil((sample.atMs - before.atMs) / HOUR_MS);
      usableUnits = maxOf(usableUnits - burnt, 0n);
    }
    found.lowestUnits = minOf(found.lowestUnits, usableUnits);
    usableUnits += decide(policy, sample, usableUnits, feeUnits, found);
  });
  return found;
}

/** What the policy adds at this hour; written down in `found`. */
function decide(
  policy: TopUpPolicy,
  sample: FloatSample,
  usableUnits: bigint,
  feeUnits: bigint,
  found: PolicySimulation,
): bigint {
  const { atMs, burnUnits, levelBoundUnits, stashUnits, priceUnits } = sample;
  const overBound = levelBoundUnits === null ? null : usableUnits + stashUnits - levelBoundUnits;
  const decision = decideTopUp(policy.mode === 'off' ? policy : { ...policy, mode: 'live' }, {
    nowMs: atMs,
    readAtMs: atMs,
    usableUnits,
    stashUnits,
    runwayHours: burnUnits === 0n ? null : Number(usableUnits / burnUnits),
    nextDropHours: overBound === null || burnUnits === 0n ? null : Number(maxOf(overBound, 0n) / burnUnits),
    holdUnits: (levelBoundUnits ?? 0n) + burnUnits * BigInt(policy.levelDropHours ?? 0),
    priceUnits,
    feeUnits,
    walletUnits: policy.monthCapUnits,
    paused: false,
    inFlight: false,
    lastArrivedAtMs: null,
    awaitingApproval: false,
    spentDayUnits: spentSince(found.topUps, atMs - DAY_MS),
    spentMonthUnits: spentSince(found.topUps, atMs - 30 * DAY_MS),
    lastEndedAtMs: found.topUps.at(-1)?.atMs ?? null,
    failures: 0,
  });
  if (decision.action === 'wait') found.waits[decision.reason] = (found.waits[decision.reason] ?? 0) + 1;
  if (decision.action !== 'start' && decision.action !== 'ask') return 0n;
  const { trigger, spendUnits, expectedUnits } = decision;
  found.spentUnits += spendUnits;
  found.receivedUnits += expectedUnits;
  const topUp = { atMs, trigger, spendUnits, receivedUnits: expectedUnits, asked: decision.action === 'ask' };
  found.topUps.push({ ...topUp, usableUnits: usableUnits + expectedUnits });
  return expectedUnits;
}

const spentSince = (topUps: readonly SimulatedTopUp[], sinceMs: number): bigint =>
  topUps.reduce((sum, { atMs, spendUnits }) => (atMs > sinceMs ? sum + spendUnits : sum), 0n);
