import { writeDollars } from '@marketplace/core/money';
import type { NewId } from '../ids.ts';
import type { Tx } from './store.ts';
import { closeTask, openTask } from './tasks.ts';

export interface FraudWarning {
  id: string;
  /** False once the payment was refunded or disputed: nothing is left to decide. */
  actionable: boolean;
  kind: string;
  paymentIntentId: string | undefined;
}

/** Puts a card network's warning on the operator's list: refunding in time is cheaper than a dispute. */
export async function takeFraudWarning(
  tx: Tx,
  { warning, now, newId }: { warning: FraudWarning; now: Date; newId: NewId },
): Promise<string> {
  const task = { kind: 'early_fraud_warning', subject: warning.id };
  if (!warning.actionable) {
    await closeTask(tx, { ...task, by: 'stripe', resolution: 'The payment was refunded or disputed meanwhile.', now });
    return 'warning is over';
  }
  // News may be old: what was closed before is not opened again.
  const known = await tx
    .selectFrom('operator_tasks')
    .select('id')
    .where('kind', '=', task.kind)
    .where('subject', '=', task.subject)
    .executeTakeFirst();
  if (known) return 'nothing new';
  const topUp = await tx
    .selectFrom('top_ups')
    .select(['id', 'user_id', 'amount_units'])
    .where('stripe_payment_intent_id', '=', warning.paymentIntentId ?? '')
    .executeTakeFirst();
  const amount = topUp ? `a top-up of ${writeDollars(topUp.amount_units)}` : 'a payment that is no top-up';
  await openTask(tx, {
    ...task,
    id: newId(now),
    severity: 'urgent',
    detail: `A card network warns that ${amount} may be fraud (${warning.kind}). Refund it before it becomes a dispute, which costs a fee.`,
    details: {
      ...(topUp ? { topUpId: topUp.id, userId: topUp.user_id } : {}),
      paymentIntentId: warning.paymentIntentId,
      path: '/operator/payments',
    },
    now,
  });
  return 'warning noted';
}
