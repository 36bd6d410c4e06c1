import { changeWallet, requestCardSync, setDefaultUnsent } from '../../postgres/card-wallets.ts';
import { findPaymentMethod, markDefault } from '../../postgres/payment-methods.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { paymentMethodJson } from './payment-method.ts';

export const setDefaultPaymentMethod =
  (parts: { store: Store; wake: () => void }): Handler<'setDefaultPaymentMethod'> =>
  async (c) => {
    const userId = actorOf(c).user.id;
    const { id } = c.req.valid('param');
    const now = c.get('now');
    const card = await parts.store.transaction(async (tx) => {
      await changeWallet(tx, userId);
      const found = await findPaymentMethod(tx, userId, id);
      if (!found) throw new HttpProblem('not_found', 'There is no such card.');
      if (found.is_default) return found;
      await markDefault(tx, userId, id);
      await setDefaultUnsent(tx, userId, true);
      await requestCardSync(tx, userId, now);
      return { ...found, is_default: true };
    });
    parts.wake();
    return c.json(paymentMethodJson(card, now), 200);
  };
