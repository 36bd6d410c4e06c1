import { dollars } from '@marketplace/core/billing';
import {
  afterDecline,
  asksOwner,
  rechargeConfirmNotice,
  rechargeDeclinedNotice,
  rechargePausedNotice,
} from '@marketplace/core/payments';
import type { NewId } from '../ids.ts';
import { minuteWords } from '../time-words.ts';
import { lockRecharge, noteOutcome } from './auto-recharge.ts';
import { notify } from './notifications.ts';
import { findByMethodId } from './payment-methods.ts';
import type { Tx } from './store.ts';

export interface DeclinedRecharge {
  topUp: { id: string; user_id: string; amount_units: bigint; payment_method_id: string | null };
  code: string;
  now: Date;
  newId: NewId;
}

/** An automatic payment was declined: another try later or a pause, told as it deserves. Of the same news twice, once. */
export async function noteRechargeDeclined(tx: Tx, { topUp, code, now, newId }: DeclinedRecharge): Promise<void> {
  const row = await lockRecharge(tx, topUp.user_id);
  if (row?.state !== 'charging' || row.top_up_id !== topUp.id) return;
  // Switched off meanwhile: nothing is tried again, and nothing need be told.
  if (!row.enabled) return noteRechargeCancelled(tx, topUp.id);
  const { declines, standing } = afterDecline({ declines: row.declines, code, nowMs: now.getTime() });
  const retryAt = standing.state === 'backing_off' ? new Date(standing.retryAtMs) : null;
  await noteOutcome(tx, topUp.id, {
    state: standing.state,
    declines,
    retryAt,
    pausedReason: standing.state === 'paused' ? standing.reason : null,
  });
  const facts = {
    topUpId: topUp.id,
    amount: dollars(topUp.amount_units),
    card: await cardWords(tx, topUp.payment_method_id),
  };
  const notice = asksOwner(code)
    ? rechargeConfirmNotice(facts)
    : declines === 1
      ? rechargeDeclinedNotice({ ...facts, retryAt: retryAt ? minuteWords(retryAt) : undefined })
      : standing.state === 'paused'
        ? rechargePausedNotice(facts)
        : undefined;
  if (notice) await notify(tx, { userId: topUp.user_id, notice, now, newId });
}

async function cardWords(tx: Tx, methodId: string | null): Promise<string> {
  const card = methodId === null ? undefined : await findByMethodId(tx, methodId);
  return card ? `your card ending in ${card.last4}` : 'your card';
}

/** What was on its way ended without a payment and without a decline. */
export const noteRechargeCancelled = async (tx: Tx, topUpId: string): Promise<void> =>
  void (await noteOutcome(tx, topUpId, { state: 'idle', declines: 0, retryAt: null, pausedReason: null }));
