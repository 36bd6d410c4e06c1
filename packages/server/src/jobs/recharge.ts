import { canRecharge, decideRecharge, type Payment } from '@marketplace/core/payments';
import {
  failUnmade,
  findRecharge,
  findRechargeTopUp,
  lockRecharge,
  noteCharging,
  noteOutcome,
  rechargeFacts,
} from '../postgres/auto-recharge.ts';
import { insertTopUp, takePaymentNews } from '../postgres/payments.ts';
import { noteRechargeDeclined } from '../postgres/recharge-outcome.ts';
import type { Tx } from '../postgres/store.ts';
import { findStripeCustomer } from '../postgres/stripe-customers.ts';
import type { TopUpRow } from '../postgres/top-ups.ts';
import { markToCancel } from '../postgres/top-ups.ts';
import { refusedParameter } from '../stripe/gateway.ts';
import type { PaymentJobParts } from './payments.ts';

/** The sweep asks Stripe itself when no event has come by then. */
const SWEEP_AFTER_MS = 10 * 60_000;

/**
 * Charges somebody's card if their setting, read now and under a lock, asks for it. One payment at a time: whoever makes
 * the row makes the payment, and a repeat after a crash asks Stripe under the same key. Nothing is credited here.
 */
export async function recharge(parts: PaymentJobParts, userId: string): Promise<void> {
  const { store, clock } = parts;
  const now = clock.now();
  const topUp = await store.transaction((tx) => claim(tx, parts, userId, now));
  if (!topUp) return;
  const payment = await charge(parts, topUp);
  if (!payment) return;
  // A payment that is already settled still waits for its event: only that credits.
  const known: Payment = payment.status === 'paid' ? { ...payment, status: 'processing' } : payment;
  await store.transaction((tx) => takePaymentNews(tx, { payment: known, now: clock.now(), newId: parts.newId }));
}

/** The payment to make now: a new one, or the one of an earlier look that was never made. */
async function claim(tx: Tx, { newId }: PaymentJobParts, userId: string, now: Date): Promise<TopUpRow | undefined> {
  const row = await lockRecharge(tx, userId);
  if (!row) return undefined;
  if (row.state === 'charging' && row.top_up_id !== null) return unmade(tx, row.top_up_id, row.enabled, now);
  const { facts, card } = await rechargeFacts(tx, row, now);
  if (decideRecharge(facts) !== 'charge' || !card) return undefined;
  const id = newId(now);
  await insertTopUp(tx, {
    id,
    user_id: userId,
    kind: 'auto',
    amount_units: row.amount_units,
    status: 'requires_payment',
    payment_method_id: card.stripe_payment_method_id,
    stripe_payment_intent_id: null,
    client_secret: null,
    failure_code: null,
    failure_message: null,
    created_at: now,
    settled_at: null,
    sweep_due_at: new Date(now.getTime() + SWEEP_AFTER_MS),
  });
  await noteCharging(tx, userId, id, now);
  return findRechargeTopUp(tx, id);
}

/** Off means off, also for a payment that was to be made: should it have been made after all, it is cancelled. */
async function unmade(tx: Tx, topUpId: string, enabled: boolean, now: Date): Promise<TopUpRow | undefined> {
  const topUp = await findRechargeTopUp(tx, topUpId);
  if (!topUp || topUp.stripe_payment_intent_id !== null || topUp.cancel_requested_at !== null) return undefined;
  if (enabled) return topUp;
  await markToCancel(tx, topUp.id, 'requested', now);
  await noteOutcome(tx, topUp.id, { state: 'idle', declines: 0, retryAt: null, pausedReason: null });
  return undefined;
}

async function charge(parts: PaymentJobParts, topUp: TopUpRow): Promise<Payment | undefined> {
  const { store, stripe } = parts;
  const customerId = await findStripeCustomer(store.db, topUp.user_id);
  if (customerId === undefined) return giveUp(parts, topUp);
  try {
    return await stripe.startPayment({
      topUpId: topUp.id,
      userId: topUp.user_id,
      customerId,
      amountUnits: topUp.amount_units,
      paymentMethodId: topUp.payment_method_id ?? undefined,
      offSession: true,
    });
  } catch (error) {
    const { parameter } = refusedParameter(error) ?? {};
    if (parameter !== 'payment_method' && parameter !== 'customer') throw error;
    return giveUp(parts, topUp);
  }
}

/** The card is gone at the card processor: no payment was made and none will be. */
async function giveUp({ store, clock, newId }: PaymentJobParts, topUp: TopUpRow): Promise<undefined> {
  const failure = { code: 'card_removed', message: 'The card is no longer known to the card processor.' };
  await store.transaction(async (tx) => {
    if (await failUnmade(tx, topUp.id, failure))
      await noteRechargeDeclined(tx, { topUp, code: failure.code, now: clock.now(), newId });
  });
}

/** How long a payment on its way keeps its owner's machines from being suspended: cards answer within seconds. */
const RESCUE_MS = 3_600_000;

export interface Rescue {
  /** Money is on its way, or will be in a moment. */
  comes: boolean;
  /** It acts by itself when the balance falls. */
  watches: boolean;
}

/** What an automatic top-up does for a balance, for those who judge that balance. */
export async function rescueBy(tx: Tx, userId: string, now: Date): Promise<Rescue> {
  const row = await findRecharge(tx, userId);
  if (!row?.enabled) return { comes: false, watches: false };
  const { facts } = await rechargeFacts(tx, row, now);
  const isFresh = row.charging_since !== null && now.getTime() - row.charging_since.getTime() < RESCUE_MS;
  const decision = decideRecharge(facts);
  return { comes: decision === 'charge' || (decision === 'charging' && isFresh), watches: canRecharge(facts) };
}
