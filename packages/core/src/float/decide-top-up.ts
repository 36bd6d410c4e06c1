import { divCeil, maxOf, minOf, UNITS_PER_WHOLE } from '../money/index.ts';
import { PAUSE_AFTER_FAILURES, type TopUpPolicy, type TopUpTrigger } from './top-up-policy.ts';

export interface TopUpFacts {
  nowMs: number;
  /** When the balances were read. */
  readAtMs: number;
  usableUnits: bigint;
  stashUnits: bigint;
  runwayHours: number | null;
  /** Hours until the first contract loses its level; null when none will. */
  nextDropHours: number | null;
  /** What twin and stash must have to hold every level for the policy's time. */
  holdUnits: bigint;
  /** Units of USD for one TFT. */
  priceUnits: bigint;
  /** What the bridge keeps, units of TFT. */
  feeUnits: bigint;
  /** USDC that can be spent; null when it is not known. */
  walletUnits: bigint | null;
  paused: boolean;
  inFlight: boolean;
  /** When a transfer last ended: balances that were read before it do not know of it. */
  lastArrivedAtMs: number | null;
  awaitingApproval: boolean;
  /** USDC that the policy has spent in the last 24 hours, and in the last 30 days. */
  spentDayUnits: bigint;
  spentMonthUnits: bigint;
  /** End of the last attempt, or when the last one was declined. */
  lastEndedAtMs: number | null;
  /** Failures in a row since the last success, or since a person let it go on. */
  failures: number;
}

export type WaitReason =
  | 'paused'
  | 'in_flight'
  | 'awaiting_approval'
  | 'facts_too_old'
  | 'cooling_down'
  | 'wallet_unknown'
  | 'wallet_empty'
  | 'day_cap'
  | 'month_cap';

/** USDC to spend, and the TFT that should come of it at the chain's price, the bridge's fee taken off. */
export interface TopUpAmount {
  spendUnits: bigint;
  expectedUnits: bigint;
}

export type TopUpDecision =
  | { action: 'none'; reason: 'off' | 'enough' }
  | { action: 'pause'; reason: 'failures' }
  | { action: 'wait'; reason: WaitReason; trigger: TopUpTrigger }
  | ({ action: 'dry_run' | 'ask' | 'start'; reason: TopUpTrigger; trigger: TopUpTrigger } & TopUpAmount);

/** Older than this a balance decides nothing: the chain may have been silent while it was spent. */
const FRESH_MS = 3_600_000;

/** What the policy does now, and why. It never does two things at once, and nothing above a limit. */
export function decideTopUp(policy: TopUpPolicy, facts: TopUpFacts): TopUpDecision {
  if (policy.mode === 'off') return { action: 'none', reason: 'off' };
  const trigger = triggerOf(policy, facts);
  const needUnits = trigger ? missingUnits(policy, facts, trigger) : 0n;
  if (!trigger || needUnits <= 0n) return { action: 'none', reason: 'enough' };
  if (!facts.paused && facts.failures >= PAUSE_AFTER_FAILURES) return { action: 'pause', reason: 'failures' };
  const hurdle = hurdleOf(policy, facts);
  if (hurdle) return { action: 'wait', reason: hurdle, trigger };
  const spend = spendOf(policy, facts, needUnits);
  if (typeof spend === 'string') return { action: 'wait', reason: spend, trigger };
  const amount = { spendUnits: spend, expectedUnits: expectedOf(spend, facts) };
  if (policy.mode === 'dry_run') return { action: 'dry_run', reason: trigger, trigger, ...amount };
  const asks = policy.approvalAboveUnits !== null && spend > policy.approvalAboveUnits;
  return { action: asks ? 'ask' : 'start', reason: trigger, trigger, ...amount };
}

function triggerOf(policy: TopUpPolicy, facts: TopUpFacts): TopUpTrigger | undefined {
  const { belowUnits, runwayHours, levelDropHours } = policy;
  if (belowUnits !== null && facts.usableUnits < belowUnits) return 'below';
  if (runwayHours !== null && facts.runwayHours !== null && facts.runwayHours < runwayHours) return 'runway';
  if (levelDropHours !== null && facts.nextDropHours !== null && facts.nextDropHours < levelDropHours)
    return 'level_drop';
  return undefined;
}

/** To the target; for a level also what holds it, wherever the target lies. */
function missingUnits(policy: TopUpPolicy, facts: TopUpFacts, trigger: TopUpTrigger): bigint {
  const toTarget = policy.targetUnits - facts.usableUnits;
  if (trigger !== 'level_drop') return toTarget;
  return maxOf(toTarget, facts.holdUnits - facts.usableUnits - facts.stashUnits);
}

function hurdleOf(policy: TopUpPolicy, facts: TopUpFacts): WaitReason | undefined {
  if (facts.paused) return 'paused';
  if (facts.inFlight) return 'in_flight';
  if (facts.awaitingApproval) return 'awaiting_approval';
  if (facts.nowMs - facts.readAtMs > FRESH_MS || facts.readAtMs <= (facts.lastArrivedAtMs ?? 0)) return 'facts_too_old';
  const restUntilMs = (facts.lastEndedAtMs ?? Number.NEGATIVE_INFINITY) + policy.cooldownMinutes * 60_000;
  return facts.nowMs < restUntilMs ? 'cooling_down' : undefined;
}

/** As much as is needed, never less than the smallest swap and never more than what is left of any limit. */
function spendOf(policy: TopUpPolicy, facts: TopUpFacts, needUnits: bigint): bigint | WaitReason {
  if (facts.walletUnits === null) return 'wallet_unknown';
  const priced = divCeil((needUnits + facts.feeUnits) * facts.priceUnits, UNITS_PER_WHOLE);
  const wanted = maxOf(priced, policy.minimumSpendUnits);
  const limits: [WaitReason, bigint][] = [
    ['month_cap', policy.monthCapUnits - facts.spentMonthUnits],
    ['day_cap', policy.dayCapUnits - facts.spentDayUnits],
    ['wallet_empty', facts.walletUnits],
  ];
  const tooSmall = limits.find(([, left]) => left < policy.minimumSpendUnits);
  return tooSmall ? tooSmall[0] : limits.reduce((least, [, left]) => minOf(least, left), wanted);
}

const expectedOf = (spendUnits: bigint, { priceUnits, feeUnits }: TopUpFacts): bigint =>
  maxOf((spendUnits * UNITS_PER_WHOLE) / priceUnits - feeUnits, 0n);
