import type { AutoRecharge, RechargeStanding } from '@marketplace/contract';
import { UNITS_PER_WHOLE } from '@marketplace/core/money';
import { decideRecharge, type RechargeWait } from '@marketplace/core/payments';
import {
  findRecharge,
  findRechargeTopUp,
  lastRecharge,
  type RechargeRow,
  rechargeFacts,
} from '../../postgres/auto-recharge.ts';
import type { Database } from '../../postgres/store.ts';
import { usdJson } from '../money.ts';

/** What the form proposes before anything was chosen. */
const proposed = {
  enabled: false,
  threshold_units: 20n * UNITS_PER_WHOLE,
  amount_units: 50n * UNITS_PER_WHOLE,
  monthly_cap_units: 200n * UNITS_PER_WHOLE,
  payment_method_id: null,
  state: 'idle',
  declines: 0,
  retry_at: null,
  paused_reason: null,
  top_up_id: null,
  charging_since: null,
} as const;

export async function rechargeJson(db: Database, userId: string, now: Date): Promise<AutoRecharge> {
  const row: RechargeRow = (await findRecharge(db, userId)) ?? { user_id: userId, updated_at: now, ...proposed };
  const { facts, card, blockedReason } = await rechargeFacts(db, row, now);
  const decision = decideRecharge(facts);
  const [last, topUp] = await Promise.all([
    lastRecharge(db, userId),
    row.top_up_id === null ? undefined : findRechargeTopUp(db, row.top_up_id),
  ]);
  const waitsForOwner = row.paused_reason === 'authentication_required' && topUp?.status !== 'cancelled';
  const left = facts.monthlyCapUnits - facts.chargedUnits;
  return {
    enabled: row.enabled,
    threshold: usdJson(row.threshold_units),
    amount: usdJson(row.amount_units),
    monthlyCap: usdJson(row.monthly_cap_units),
    paymentMethodId: row.payment_method_id,
    standing: standingOf(decision),
    card: card ? { id: card.id, brand: card.brand, last4: card.last4 } : null,
    retryAt: row.retry_at?.toISOString() ?? null,
    pausedReason: row.paused_reason,
    blockedReason,
    topUpId: row.state === 'charging' || waitsForOwner ? row.top_up_id : null,
    failureCode: row.declines > 0 ? (topUp?.failure_code ?? null) : null,
    chargedThisMonth: usdJson(facts.chargedUnits),
    leftThisMonth: usdJson(left < 0n ? 0n : left),
    last: last?.settled_at
      ? { topUpId: last.id, amount: usdJson(last.amount_units), at: last.settled_at.toISOString() }
      : null,
  };
}

const standingOf = (decision: 'charge' | RechargeWait): RechargeStanding =>
  decision === 'charge' ? 'due' : decision === 'enough' ? 'watching' : decision;
