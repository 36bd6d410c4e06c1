import { acceptRecharge } from '@marketplace/core/payments';
import { isRefusal } from '@marketplace/core/refusal';
import { requestRecharge, saveRecharge } from '../../postgres/auto-recharge.ts';
import { findDefaultMethod, findPaymentMethod } from '../../postgres/payment-methods.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, problemOf } from '../problems.ts';
import { rechargeJson } from './auto-recharge.ts';

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
