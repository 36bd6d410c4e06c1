import { slaCreditTransfer } from '@marketplace/core/ledger';
import { isRefusal } from '@marketplace/core/refusal';
import { type Insertable, sql } from 'kysely';
import { postTransfer } from './ledger.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

/**
 * Claims the earliest UTC month that can be judged: all its days are closed, and it is not judged yet. By whoever comes
 * first; undefined when there is none.
 */
export async function claimMonth(tx: Tx, now: Date): Promise<{ month: string; from: Date; to: Date } | undefined> {
  const { rows } = await sql<{ month: string; from: Date; to: Date }>`
    with next as (
      select coalesce((select max(month) + interval '1 month' from alliance_sla_closings),
                      (select date_trunc('month', min(hour) at time zone 'UTC') from alliance_pools)) as month
    ), claimed as (
      insert into alliance_sla_closings (month, closed_at)
      select month::date, ${now} from next
      where month + interval '1 month' <= (select max(day) + 1 from earning_days)
      on conflict (month) do nothing
      returning month
    )
    select to_char(month, 'YYYY-MM') as month, month::timestamp at time zone 'UTC' as from,
           (month + interval '1 month') at time zone 'UTC' as to
    from claimed`.execute(tx);
  return rows[0];
}

export const insertSlaMonth = async (tx: Tx, row: Insertable<Schema['alliance_sla_months']>): Promise<void> =>
  void (await tx.insertInto('alliance_sla_months').values(row).execute());

export async function insertSlaCredits(tx: Tx, rows: Insertable<Schema['alliance_sla_credits']>[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('alliance_sla_credits').values(rows).execute();
}

export interface DueCredit {
  slaMonthId: string;
  allianceId: string;
  allianceName: string;
  allianceSlug: string;
  nodeId: number;
  month: string;
  holderId: string;
  deploymentId: string;
  deploymentName: string;
  userId: string;
  units: bigint;
  promisedPpm: number;
  upSeconds: bigint;
  knownSeconds: bigint;
  closedAt: Date;
}

/** Moves credits that were computed and not yet posted; answers them. Empty when none is left. */
export async function postSlaCredits(tx: Tx, now: Date, limit: number): Promise<DueCredit[]> {
  const { rows } = await sql<DueCredit>`
    select c.sla_month_id as "slaMonthId", m.alliance_id as "allianceId", a.name as "allianceName", a.slug as "allianceSlug", m.node_id as "nodeId",
           to_char(m.month, 'YYYY-MM') as month, m.holder_id as "holderId", c.deployment_id as "deploymentId",
           d.name as "deploymentName", c.user_id as "userId", c.units, m.promised_ppm as "promisedPpm",
           m.up_seconds as "upSeconds", m.known_seconds as "knownSeconds", s.closed_at as "closedAt"
    from alliance_sla_credits c
    join alliance_sla_months m on m.id = c.sla_month_id
    join alliance_sla_closings s on s.month = m.month
    join alliances a on a.id = m.alliance_id
    join deployments d on d.id = c.deployment_id
    where c.units > 0 and c.transfer_id is null
    order by c.user_id, c.deployment_id, c.sla_month_id limit ${limit} for update of c skip locked`.execute(tx);
  for (const row of rows) {
    const posted = await postTransfer(tx, slaCreditTransfer({ ...row, eventAtMs: row.closedAt.getTime() }), now);
    if (isRefusal(posted)) throw new Error(`a credit for missed uptime could not be posted: ${posted.message}`);
    await tx
      .updateTable('alliance_sla_credits')
      .set({ transfer_id: posted.transferId })
      .where('sla_month_id', '=', row.slaMonthId)
      .where('deployment_id', '=', row.deploymentId)
      .execute();
  }
  return rows;
}

export interface JudgedNode {
  nodeId: number;
  holderId: string;
  promisedPpm: number;
  upSeconds: bigint;
  knownSeconds: bigint;
  earnedUnits: bigint;
  wantedUnits: bigint;
  creditedUnits: bigint;
}

/** What was written down of a month; undefined while it is not judged. */
export async function judgedMonth(db: Database, allianceId: string, month: Date): Promise<JudgedNode[] | undefined> {
  const of = sql`(${month}::timestamptz at time zone 'UTC')::date`;
  const closing = await sql`select 1 from alliance_sla_closings where month = ${of}`.execute(db);
  if (closing.rows.length === 0) return undefined;
  const { rows } = await sql<JudgedNode>`
    select node_id as "nodeId", holder_id as "holderId", promised_ppm as "promisedPpm", up_seconds as "upSeconds",
           known_seconds as "knownSeconds", earned_units as "earnedUnits", wanted_units as "wantedUnits",
           credited_units as "creditedUnits"
    from alliance_sla_months where alliance_id = ${allianceId} and month = ${of}
    order by node_id, holder_id`.execute(db);
  return rows;
}
