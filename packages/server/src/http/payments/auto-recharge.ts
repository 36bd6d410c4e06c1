import type { AutoRecharge, RechargeStanding } from '@marketplace/contract';
import { UNITS_PER_WHOLE } from '@marketplace/core/money';
import { acceptRecharge, decideRecharge, type RechargeWait } from '@marketplace/core/payments';
import { isRefusal } from '@marketplace/core/refusal';
import {
  findRecharge,
  findRechargeTopUp,
  lastRecharge,
  type RechargeRow,
  rechargeFacts,
  requestRecharge,
  saveRecharge,
} from '../../postgres/auto-recharge.ts';
import { findDefaultMethod, findPaymentMethod } from '../../postgres/payment-methods.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Database, Store, Tx } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, problemOf } from '../problems.ts';

export const getAutoRecharge =
  ({ store }: { store: Store }): Handler<'getAutoRecharge'> =>
  async (c) =>
    c.json(await rechargeJson(store.db, actorOf(c).user.id, c.get('now')), 200);

/** Saves the choice and has it looked at at once; the look reads it anew under a lock. */
export const updateAutoRecharge =
  ({ store, wake }: { store: Store; wake: () => void }): Handler<'updateAutoRecharge'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { enabled, threshold, amount, monthlyCap, paymentMethodId } = c.req.valid('json');
    const now = c.get('now');
    const { limits } = await readSettings(store.db);
    const setting = acceptRecharge(
      { enabled, threshold: threshold.amount, amount: amount.amount, monthlyCap: monthlyCap.amount },
      { minimumUnits: limits.topUpMinimumUnits, maximumUnits: limits.topUpMaximumUnits },
    );
    if (isRefusal(setting)) throw problemOf(setting);
    await store.transaction(async (tx) => {
      await requireCard(tx, { userId: user.id, paymentMethodId, enabled });
      await saveRecharge(tx, user.id, { setting, paymentMethodId, now });
      await requestRecharge(tx, user.id);
    });
    wake();
    return c.json(await rechargeJson(store.db, user.id, now), 200);
  };

async function requireCard(
  tx: Tx,
  { userId, paymentMethodId, enabled }: { userId: string; paymentMethodId: string | null; enabled: boolean },
) {
  if (paymentMethodId !== null) {
    if (!(await findPaymentMethod(tx, userId, paymentMethodId)))
      throw fieldProblem('paymentMethodId', 'is not one of your saved cards');
    return;
  }
  if (enabled && !(await findDefaultMethod(tx, userId)))
    throw fieldProblem('paymentMethodId', 'needs a saved card: save one first');
}

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

async function rechargeJson(db: Database, userId: string, now: Date): Promise<AutoRecharge> {
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
