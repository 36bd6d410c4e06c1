import type { CapPercent, SpendingCap } from '@marketplace/core/billing';
import { type Selectable, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type AccountCapRow = Selectable<Schema['spending_caps']>;

/** The limit over all deployments of a person. */
export const readAccountCap = (db: Database | Tx, userId: string): Promise<AccountCapRow | undefined> =>
  db.selectFrom('spending_caps').selectAll().where('user_id', '=', userId).executeTakeFirst();

export const capOf = (row: AccountCapRow | undefined): SpendingCap | undefined =>
  row && { monthlyUnits: row.monthly_units, action: row.action };

/** Sets the limit of an account; a changed limit is told anew. */
export async function saveAccountCap(tx: Tx, userId: string, cap: SpendingCap | null, now: Date): Promise<void> {
  if (cap === null) {
    await tx.deleteFrom('spending_caps').where('user_id', '=', userId).execute();
    return;
  }
  const row = {
    monthly_units: cap.monthlyUnits,
    action: cap.action,
    told_month: null,
    told_percent: 0,
    updated_at: now,
  };
  await tx
    .insertInto('spending_caps')
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute();
}

export const noteAccountCapTold = async (tx: Tx, userId: string, month: string, percent: CapPercent): Promise<void> =>
  void (await tx
    .updateTable('spending_caps')
    .set({ told_month: month, told_percent: percent })
    .where('user_id', '=', userId)
    .execute());

export interface MonthSpend {
  totalUnits: bigint;
  /** Of deployments that were charged in the month. */
  byDeployment: ReadonlyMap<string, bigint>;
}

/** What a person was charged for hours of a UTC month, ended deployments included. */
export async function readMonthSpend(db: Database | Tx, userId: string, month: string): Promise<MonthSpend> {
  const rows = await db
    .selectFrom('monthly_spend')
    .select(['deployment_id', 'units'])
    .where('user_id', '=', userId)
    .where('month', '=', month)
    .execute();
  return {
    totalUnits: rows.reduce((sum, row) => sum + row.units, 0n),
    byDeployment: new Map(rows.map((row) => [row.deployment_id, row.units])),
  };
}

export interface CappedDeployment {
  id: string;
  name: string;
  capUnits: bigint;
  capAction: 'notify' | 'stop';
  spentUnits: bigint;
}

/** Live deployments that have a limit of their own, by name. */
export async function listCappedDeployments(db: Database, userId: string, month: string): Promise<CappedDeployment[]> {
  const { rows } = await sql<CappedDeployment>`
    select d.id, d.name, d.cap_units as "capUnits", d.cap_action as "capAction", coalesce(m.units, 0)::bigint as "spentUnits"
    from deployments d left join monthly_spend m on m.deployment_id = d.id and m.month = ${month}
    where d.user_id = ${userId} and d.cap_units is not null and d.status not in ('deleted', 'failed')
    order by d.name, d.id`.execute(db);
  return rows;
}

export const noteOwnCapTold = async (tx: Tx, id: string, month: string, percent: CapPercent): Promise<void> =>
  void (await tx
    .updateTable('deployments')
    .set({ cap_told_month: month, cap_told_percent: percent })
    .where('id', '=', id)
    .execute());

/** Sets the limit of one deployment; a changed limit is told anew. */
export const saveOwnCap = async (
  tx: Tx,
  id: string,
  cap: { monthlyUnits: bigint; action: 'notify' | 'stop' } | null,
): Promise<void> =>
  void (await tx
    .updateTable('deployments')
    .set({
      cap_units: cap?.monthlyUnits ?? null,
      cap_action: cap?.action ?? null,
      cap_told_month: null,
      cap_told_percent: 0,
    })
    .where('id', '=', id)
    .execute());
