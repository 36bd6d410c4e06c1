import type { TopUpPolicyDocument, TopUpPolicy as TopUpPolicyJson } from '@marketplace/contract';
import { checkTopUpPolicy, decideTopUp, type TopUpDecision, type TopUpPolicy } from '@marketplace/core/float';
import { formatUnits, parseUnits } from '@marketplace/core/money';
import { readFloat } from '../../float/read-float.ts';
import { topUpFacts } from '../../float/top-up-facts.ts';
import type { Database } from '../../postgres/store.ts';
import { findDecision, findQuestion } from '../../postgres/top-up-decisions.ts';
import { policyRecord, readTopUpPolicy } from '../../postgres/top-up-policy.ts';
import { freeFunds } from '../../postgres/treasury-funds.ts';
import { HttpProblem } from '../problems.ts';
import { runwayJson } from './get-staking.ts';
import { decisionJson, unitsOrNull } from './top-up-decision.ts';

export async function policyDocument(db: Database, now: Date): Promise<TopUpPolicyDocument> {
  const stored = await readTopUpPolicy(db);
  const [float, record, free, question] = await Promise.all([
    readFloat(db),
    policyRecord(db, stored.resumedAt, now),
    freeFunds(db),
    findQuestion(db),
  ]);
  const facts = float && (await topUpFacts(db, float, stored, now));
  const asked = question && (await findDecision(db, question.id));
  const restsUntilMs = (record.lastEndedAt?.getTime() ?? 0) + stored.policy.cooldownMinutes * 60_000;
  return {
    version: stored.version,
    policy: policyJson(stored.policy),
    changedAt: stored.changedAt?.toISOString() ?? null,
    changedBy: stored.changedBy,
    pausedAt: stored.pausedAt?.toISOString() ?? null,
    failures: record.failures,
    spentDayUsdc: formatUnits(record.spentDayUnits),
    spentMonthUsdc: formatUnits(record.spentMonthUnits),
    walletUsdc: unitsOrNull(free?.usdcUnits),
    usableTft: unitsOrNull(float?.balance.usableUnits),
    runway: float ? runwayJson(float.runway) : null,
    next: facts ? nextJson(decideTopUp(stored.policy, facts)) : null,
    restsUntil: restsUntilMs > now.getTime() ? new Date(restsUntilMs).toISOString() : null,
    question: asked ? decisionJson(asked) : null,
  };
}

const nextJson = (decision: TopUpDecision): TopUpPolicyDocument['next'] => ({
  action: decision.action,
  reason: decision.reason,
  trigger: 'trigger' in decision ? decision.trigger : null,
  spendUsdc: 'spendUnits' in decision ? formatUnits(decision.spendUnits) : null,
  expectedTft: 'expectedUnits' in decision ? formatUnits(decision.expectedUnits) : null,
});

export const policyJson = (policy: TopUpPolicy): TopUpPolicyJson => ({
  mode: policy.mode,
  belowTft: unitsOrNull(policy.belowUnits),
  runwayHours: policy.runwayHours,
  levelDropHours: policy.levelDropHours,
  targetTft: formatUnits(policy.targetUnits),
  minimumUsdc: formatUnits(policy.minimumSpendUnits),
  dayCapUsdc: formatUnits(policy.dayCapUnits),
  monthCapUsdc: formatUnits(policy.monthCapUnits),
  maxSlippageBps: policy.maxSlippageBps,
  cooldownMinutes: policy.cooldownMinutes,
  approvalAboveUsdc: unitsOrNull(policy.approvalAboveUnits),
});

/** Reads a policy, or throws the problem that names each field that is wrong below `prefix`. */
export function acceptPolicy(json: TopUpPolicyJson, prefix = ''): TopUpPolicy {
  const policy: TopUpPolicy = {
    mode: json.mode,
    belowUnits: unitsOf(json.belowTft),
    runwayHours: json.runwayHours,
    levelDropHours: json.levelDropHours,
    targetUnits: unitsOf(json.targetTft) ?? 0n,
    minimumSpendUnits: unitsOf(json.minimumUsdc) ?? 0n,
    dayCapUnits: unitsOf(json.dayCapUsdc) ?? 0n,
    monthCapUnits: unitsOf(json.monthCapUsdc) ?? 0n,
    maxSlippageBps: json.maxSlippageBps,
    cooldownMinutes: json.cooldownMinutes,
    approvalAboveUnits: unitsOf(json.approvalAboveUsdc),
  };
  const errors = checkTopUpPolicy(policy).map(({ path, message }) => ({ path: `${prefix}${path}`, message }));
  const [first] = errors;
  if (first) throw new HttpProblem('validation_failed', `${first.path} ${first.message}.`, { errors });
  return policy;
}

const unitsOf = (text: string | null): bigint | null => (text === null ? null : (parseUnits(text) ?? 0n));
