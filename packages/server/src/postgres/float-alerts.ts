import type { FloatAlert } from '@marketplace/core/float';
import type { Database, Tx } from './store.ts';

/** Bounds that were passed since the last recovery, and when. */
export const passedAlerts = (db: Database | Tx): Promise<(FloatAlert & { passedAt: Date })[]> =>
  db
    .selectFrom('float_alerts')
    .select(['kind', 'bound', 'passed_at as passedAt'])
    .orderBy('kind')
    .orderBy('bound', 'desc')
    .execute();

/** False when somebody else has written it down: they tell. */
export async function markPassed(tx: Tx, { kind, bound }: FloatAlert, now: Date): Promise<boolean> {
  const marked = await tx
    .insertInto('float_alerts')
    .values({ kind, bound, passed_at: now })
    .onConflict((conflict) => conflict.columns(['kind', 'bound']).doNothing())
    .returning('bound')
    .executeTakeFirst();
  return marked !== undefined;
}

export const rearm = async (tx: Tx, { kind, bound }: FloatAlert): Promise<void> =>
  void (await tx.deleteFrom('float_alerts').where('kind', '=', kind).where('bound', '=', bound).execute());

/** Whether there is an operator to be told; before the first one has signed in an alert would be lost. */
export async function hasOperator(tx: Tx): Promise<boolean> {
  const grant = await tx
    .selectFrom('role_grants')
    .select('user_id')
    .where('role', '=', 'cloud-operator')
    .where('revoked_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return grant !== undefined;
}
