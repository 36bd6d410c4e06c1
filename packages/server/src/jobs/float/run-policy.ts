import { decideTopUp, type TopUpDecision, type TopUpFacts, type WaitReason } from '@marketplace/core/float';
import { formatUnits } from '@marketplace/core/money';
import type { Notice } from '@marketplace/core/notifications';
import { isRefusal } from '@marketplace/core/refusal';
import type { Float } from '../../float/read-float.ts';
import { topUpFacts } from '../../float/top-up-facts.ts';
import { notifyRole } from '../../postgres/notifications.ts';
import type { Tx } from '../../postgres/store.ts';
import { openTask } from '../../postgres/tasks.ts';
import { findQuestion, recordDecision } from '../../postgres/top-up-decisions.ts';
import { pausePolicy, readTopUpPolicy, type StoredPolicy } from '../../postgres/top-up-policy.ts';
import { lockTreasury, type StartRefusal, startFunding } from '../../postgres/treasury-transfers.ts';
import { endQuestion } from './end-question.ts';
import type { FloatParts } from './parts.ts';
import { reasonWords } from './reason-words.ts';

/** A question that nobody answers in a day is asked anew, with the figures of then. */
const ANSWER_WITHIN_MS = 86_400_000;

interface Looking {
  tx: Tx;
  parts: FloatParts;
  stored: StoredPolicy;
  facts: TopUpFacts;
  now: Date;
}

/** Decides under the treasury's lock and does it in the same transaction: whoever looks at the same time waits. */
export async function runPolicy(parts: FloatParts, float: Float): Promise<void> {
  const now = parts.clock.now();
  await parts.store.transaction(async (tx) => {
    await lockTreasury(tx);
    const stored = await readTopUpPolicy(tx);
    if (stored.version === 0) return;
    await endOldQuestion(tx, now);
    const facts = await topUpFacts(tx, float, stored, now);
    await carryOut({ tx, parts, stored, facts, now }, decideTopUp(stored.policy, facts));
  });
}

async function carryOut(looking: Looking, decision: TopUpDecision): Promise<void> {
  switch (decision.action) {
    case 'ask':
      return ask(looking, decision);
    case 'start':
      return start(looking, decision);
    case 'none':
      await withdrawQuestion(looking);
      break;
    case 'pause':
      await pause(looking);
      break;
  }
  await write(looking, decision);
}

async function start(looking: Looking, decision: Extract<TopUpDecision, { spendUnits: bigint }>): Promise<void> {
  const { tx, parts, stored, now } = looking;
  const started = await startFunding(tx, {
    origin: 'policy',
    spendUnits: decision.spendUnits,
    maxSlippageBps: stored.policy.maxSlippageBps,
    bridge: true,
    reason: reasonWords[decision.trigger],
    now,
    newId: parts.newId,
  });
  if (isRefusal(started)) {
    await write(looking, { action: 'wait', reason: hindrance[started.code], trigger: decision.trigger });
    return;
  }
  await write(looking, decision, { transfer_id: started });
}

const hindrance: Record<StartRefusal['code'], WaitReason> = {
  treasury_not_ready: 'wallet_unknown',
  wallet_too_small: 'wallet_empty',
  transfer_in_flight: 'in_flight',
};

async function ask(looking: Looking, decision: Extract<TopUpDecision, { spendUnits: bigint }>): Promise<void> {
  const { tx, parts, now } = looking;
  const expiresAt = new Date(now.getTime() + ANSWER_WITHIN_MS);
  const id = await write(looking, decision, { expires_at: expiresAt });
  const usdc = formatUnits(decision.spendUnits).slice(0, -5);
  await openTask(tx, {
    id: parts.newId(now),
    kind: 'top_up_approval',
    subject: `top-up:${id}`,
    detail: `The policy would spend ${usdc} USDC, more than it may without you. It asks until ${expiresAt.toISOString()}.`,
    details: { decisionId: id, path: '/operator/treasury/top-up' },
    dueAt: expiresAt,
    now,
  });
  const notice: Notice = {
    topic: 'operator',
    severity: 'warn',
    dedupeKey: `top-up-approval:${id}`,
    title: `Auto top-up asks to spend ${usdc} USDC`,
    body: `It is more than the policy may spend without you. ${reasonWords[decision.trigger].replace('Auto top-up: t', 'T').replace('Auto top-up: a', 'A')}. Approve or decline within a day; then it asks again.`,
    link: '/operator/treasury/top-up',
    linkLabel: 'Approve or decline',
  };
  await notifyRole(tx, { role: 'cloud-operator', notice, now, newId: parts.newId });
}

async function pause({ tx, parts, now }: Looking): Promise<void> {
  if (!(await pausePolicy(tx, now))) return;
  const detail =
    'Three top-ups in a row have failed. Nothing is bought until you look at the transfers and let it go on.';
  await openTask(tx, {
    id: parts.newId(now),
    kind: 'top_up_paused',
    subject: 'top-up-policy',
    detail,
    severity: 'urgent',
    now,
  });
  const notice: Notice = {
    topic: 'operator',
    severity: 'urgent',
    dedupeKey: `top-up-paused:${now.toISOString()}`,
    title: 'Auto top-up is paused after three failures',
    body: detail,
    link: '/operator/treasury/top-up',
    linkLabel: 'See why',
  };
  await notifyRole(tx, { role: 'cloud-operator', notice, now, newId: parts.newId });
}

async function endOldQuestion(tx: Tx, now: Date): Promise<void> {
  const question = await findQuestion(tx);
  if (question?.expires_at && question.expires_at <= now)
    await endQuestion(tx, question.id, 'Nobody answered in time.', now);
}

/** The balance rose without it: nobody needs to answer any more. */
async function withdrawQuestion({ tx, now }: Looking): Promise<void> {
  const question = await findQuestion(tx);
  if (question) await endQuestion(tx, question.id, 'It is not needed any more.', now);
}

async function write(
  { tx, parts, stored, facts, now }: Looking,
  decision: TopUpDecision,
  more: { transfer_id?: string; expires_at?: Date } = {},
): Promise<string> {
  const id = parts.newId(now);
  await recordDecision(tx, {
    id,
    action: decision.action,
    reason: decision.reason,
    trigger: 'trigger' in decision ? decision.trigger : null,
    spend_units: 'spendUnits' in decision ? decision.spendUnits : null,
    expected_units: 'expectedUnits' in decision ? decision.expectedUnits : null,
    policy_version: stored.version,
    usable_units: facts.usableUnits,
    runway_hours: facts.runwayHours === null ? null : BigInt(facts.runwayHours),
    price_units: facts.priceUnits,
    first_at: now,
    last_at: now,
    ...more,
  });
  return id;
}
