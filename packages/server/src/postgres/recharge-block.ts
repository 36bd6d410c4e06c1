import type { Database, Tx } from './store.ts';

/** No card of this person is charged by itself from now on; the first reason stays. */
export const blockRecharge = async (tx: Tx, userId: string, reason: string): Promise<void> =>
  void (await tx
    .updateTable('users')
    .set({ recharge_blocked_reason: reason })
    .where('id', '=', userId)
    .where('recharge_blocked_reason', 'is', null)
    .execute());

/** Lifts the block of a dispute, unless another dispute of the person took money and was not given back. */
export async function releaseRecharge(tx: Tx, userId: string): Promise<void> {
  const standing = await tx
    .selectFrom('disputes')
    .select('id')
    .where('user_id', '=', userId)
    .where('withheld_units', '>', 0n)
    .limit(1)
    .executeTakeFirst();
  if (standing) return;
  await tx
    .updateTable('users')
    .set({ recharge_blocked_reason: null })
    .where('id', '=', userId)
    .where('recharge_blocked_reason', '=', 'payment_disputed')
    .execute();
}

/** Why a card of this person may not be charged by itself; undefined when it may. */
export async function rechargeBlock(db: Database | Tx, userId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('users')
    .select('recharge_blocked_reason')
    .where('id', '=', userId)
    .executeTakeFirst();
  return row?.recharge_blocked_reason ?? undefined;
}

/** Lifts any block, by an operator's decision. False for an unknown user. */
export async function liftRechargeBlock(tx: Tx, userId: string): Promise<boolean> {
  const row = await tx
    .updateTable('users')
    .set({ recharge_blocked_reason: null })
    .where('id', '=', userId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
