import { mayCancel } from '@marketplace/core/payments';
import { findTopUp } from '../../postgres/payments.ts';
import type { Store } from '../../postgres/store.ts';
import { lockTopUp, markToCancel } from '../../postgres/top-ups.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { topUpJson } from './top-up.ts';

/** Written down here; the card processor is asked in the background, and a payment that was made meanwhile wins. */
export const cancelTopUp =
  (parts: { store: Store; wake: () => void }): Handler<'cancelTopUp'> =>
  async (c) => {
    const userId = actorOf(c).user.id;
    const { id } = c.req.valid('param');
    await parts.store.transaction(async (tx) => {
      const topUp = await lockTopUp(tx, userId, id);
      if (!topUp) throw new HttpProblem('not_found', 'There is no such top-up.');
      if (!mayCancel(topUp.status)) throw tooLate(topUp.status);
      if (topUp.cancel_requested_at === null) await markToCancel(tx, id, 'requested', c.get('now'));
    });
    parts.wake();
    const row = await findTopUp(parts.store.db, userId, id);
    if (!row) throw new Error('a top-up vanished');
    return c.json(topUpJson(row), 200);
  };

const tooLate = (status: string) =>
  new HttpProblem(
    'top_up_not_cancellable',
    status === 'succeeded'
      ? 'This top-up is paid and in your balance.'
      : 'Your bank is working on this payment already; it cannot be cancelled.',
    { details: { status } },
  );
