import type { SuspensionCause } from '@marketplace/core/billing';
import { keptHourlyUnits } from '@marketplace/core/pricing';
import { endOperation } from './deployment-operations.ts';
import { type DeploymentRow, insertEvent, moveDeployment, requestStep } from './deployments.ts';
import { endOutage } from './outages.ts';
import type { Database, Tx } from './store.ts';

const BY_MARKETPLACE = 'marketplace';

export interface SuspendOrder {
  cause: SuspensionCause;
  /** From when only the keeping is charged; never before what is charged already. */
  at: Date;
  /** Until when data is kept without funds; null when a limit is the cause. */
  keptUntil: Date | null;
  /** What stays on the node, which decides the price of keeping it. */
  kept: 'machine' | 'disk';
  detail: (facts: { keptHourlyUnits: bigint }) => string;
  /** Who suspends it; the marketplace when nobody is named. */
  actor?: string;
  requestId?: string;
}

const reasons: Record<SuspensionCause, string> = {
  no_funds: 'no funds',
  cap_reached: 'limit reached',
  stopped: 'stopped by you',
  resizing: 'changing size',
};

/** Suspends a locked deployment that runs or is on its way back. The node is told by a later step; the charge changes now. */
export async function suspend(tx: Tx, row: DeploymentRow, order: SuspendOrder): Promise<void> {
  const { cause, keptUntil } = order;
  const from = beginOf(row, order.at);
  const parts = row.parts.map(({ code, hourlyUnits }) => ({ code, hourlyUnits: BigInt(hourlyUnits) }));
  const keptUnits = row.kept_hourly_units ?? keptHourlyUnits(parts, order.kept);
  const set = {
    suspension_cause: cause,
    status_reason: reasons[cause],
    data_kept_until: keptUntil,
    final_notice_at: null,
    kept_hourly_units: keptUnits,
    power_wanted: 'off' as const,
    power_retry_at: null,
    // What never was on a node has nothing to be switched off.
    ...(row.workload === null ? { power: 'off' as const } : {}),
  };
  const event = {
    cause,
    detail: order.detail({ keptHourlyUnits: keptUnits }),
    actor: order.actor ?? BY_MARKETPLACE,
    now: from,
    ...(order.requestId ? { requestId: order.requestId } : {}),
  };
  if (row.operation !== null && (cause === 'no_funds' || cause === 'cap_reached'))
    await endOperation(tx, row.id, { status: 'failed', detail: `It is suspended now: ${reasons[cause]}.`, now: from });
  if (row.status === 'suspended') {
    // It was on its way back: its time of suspension simply goes on.
    await tx.updateTable('deployments').set(set).where('id', '=', row.id).execute();
    await insertEvent(tx, { ...event, deploymentId: row.id, from: row.status, to: 'suspended' });
  } else {
    await endOutage(tx, row.id, from);
    await moveDeployment(tx, row, { ...event, to: 'suspended', set });
    await tx
      .insertInto('suspensions')
      .values({ deployment_id: row.id, from_at: from, until_at: null, cause })
      // Back and suspended again within one second: it was never away.
      .onConflict((conflict) => conflict.columns(['deployment_id', 'from_at']).doUpdateSet({ until_at: null, cause }))
      .execute();
  }
  await requestStep(tx, row.id);
}

/** What its owner wants: that it stands still, whatever else comes and goes. */
export const saveStopWanted = async (tx: Tx, id: string, stopWanted: boolean): Promise<void> =>
  void (await tx.updateTable('deployments').set({ stop_wanted: stopWanted }).where('id', '=', id).execute());

/** Another cause keeps a suspended deployment where it is. */
export async function changeCause(
  tx: Tx,
  row: DeploymentRow,
  { cause, at, keptUntil, detail }: Omit<SuspendOrder, 'kept' | 'detail'> & { detail: string },
): Promise<void> {
  if (row.operation === 'start' || row.operation === 'resize')
    await endOperation(tx, row.id, { status: 'failed', detail: `It is suspended now: ${reasons[cause]}.`, now: at });
  await tx
    .updateTable('deployments')
    .set({
      suspension_cause: cause,
      status_reason: reasons[cause],
      data_kept_until: keptUntil,
      final_notice_at: null,
    })
    .where('id', '=', row.id)
    .execute();
  await insertEvent(tx, {
    deploymentId: row.id,
    from: row.status,
    to: 'suspended',
    cause,
    detail,
    actor: BY_MARKETPLACE,
    now: at,
  });
}

/** Nothing holds it back any more: the node is asked to start it again. It is charged as kept until it runs. */
export async function bringBack(
  tx: Tx,
  row: DeploymentRow,
  { at, detail, actor = BY_MARKETPLACE, requestId }: { at: Date; detail: string; actor?: string; requestId?: string },
): Promise<void> {
  await tx
    .updateTable('deployments')
    .set({
      status_reason: 'starting again',
      data_kept_until: null,
      final_notice_at: null,
      power_wanted: 'on',
      power_retry_at: null,
      ...(row.workload === null ? { power: 'on' as const } : {}),
    })
    .where('id', '=', row.id)
    .execute();
  await insertEvent(tx, {
    deploymentId: row.id,
    from: row.status,
    to: 'suspended',
    cause: 'coming_back',
    detail,
    actor,
    now: at,
    ...(requestId ? { requestId } : {}),
  });
  await requestStep(tx, row.id);
}

/** Ends the time of suspension: it runs, or it is being deleted. */
export async function endSuspension(tx: Tx, row: DeploymentRow, at: Date): Promise<void> {
  const { from_at: from } = (await tx
    .selectFrom('suspensions')
    .select('from_at')
    .where('deployment_id', '=', row.id)
    .where('until_at', 'is', null)
    .executeTakeFirst()) ?? { from_at: undefined };
  if (from === undefined) return;
  await tx
    .updateTable('suspensions')
    .set({ until_at: new Date(Math.max(from.getTime(), wholeSecond(at))) })
    .where('deployment_id', '=', row.id)
    .where('until_at', 'is', null)
    .execute();
}

function beginOf(row: DeploymentRow, at: Date): Date {
  const charged = row.billed_until ?? row.billing_from;
  return new Date(Math.max(wholeSecond(at), charged?.getTime() ?? 0));
}

const wholeSecond = (at: Date): number => Math.floor(at.getTime() / 1000) * 1000;

/** People whose unpaid data may need a word or an end: the final notice is due, or the time is over. */
export async function peopleInLateGrace(db: Database, times: { now: Date; noticeBefore: Date }): Promise<string[]> {
  const rows = await db
    .selectFrom('deployments')
    .select('user_id')
    .distinct()
    .where('data_kept_until', '<=', times.noticeBefore)
    .where((is) => is.or([is('final_notice_at', 'is', null), is('data_kept_until', '<=', times.now)]))
    .execute();
  return rows.map((row) => row.user_id);
}

/** Notes the final notice and the end that it names. */
export async function noteFinalNotice(
  tx: Tx,
  row: DeploymentRow,
  { now, until, detail }: { now: Date; until: Date; detail: string },
): Promise<void> {
  await tx
    .updateTable('deployments')
    .set({ final_notice_at: now, data_kept_until: until })
    .where('id', '=', row.id)
    .execute();
  await insertEvent(tx, {
    deploymentId: row.id,
    from: row.status,
    to: 'suspended',
    cause: 'final_notice',
    detail,
    actor: BY_MARKETPLACE,
    now,
  });
}

/** What keeping these costs per hour. */
export async function keptHourlyOf(tx: Tx, ids: string[]): Promise<bigint> {
  const rows = await tx.selectFrom('deployments').select('kept_hourly_units').where('id', 'in', ids).execute();
  return rows.reduce((sum, row) => sum + (row.kept_hourly_units ?? 0n), 0n);
}
