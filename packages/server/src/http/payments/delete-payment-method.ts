import { changeWallet, requestCardSync, setDefaultUnsent } from '../../postgres/card-wallets.ts';
import { findPaymentMethod, markDefault, markRemoved, newestOther } from '../../postgres/payment-methods.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

/** Gone here at once; what takes it off the customer at the card processor is written down with it and follows. */
export const deletePaymentMethod =
  (parts: { store: Store; wake: () => void }): Handler<'deletePaymentMethod'> =>
  async (c) => {
    const userId = actorOf(c).user.id;
    const { id } = c.req.valid('param');
    const now = c.get('now');
    await parts.store.transaction(async (tx) => {
      await changeWallet(tx, userId);
      const card = await findPaymentMethod(tx, userId, id);
      if (!card) throw new HttpProblem('not_found', 'There is no such card.');
      await markRemoved(tx, card.id, now);
      if (card.is_default) {
        const next = await newestOther(tx, userId, card.id);
        await markDefault(tx, userId, next?.id);
        await setDefaultUnsent(tx, userId, next !== undefined);
      }
      await requestCardSync(tx, userId, now);
    });
    parts.wake();
    return c.body(null, 204);
  };
