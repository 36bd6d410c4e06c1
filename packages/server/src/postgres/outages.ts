import { type OutageCause, outageWords, POLL_EVERY_MS, SILENT_POLLS } from '@marketplace/core/deployments';
import { sql } from 'kysely';
import { type DeploymentRow, moveDeployment } from './deployments.ts';
import type { Database, Tx } from './store.ts';

const BY_MARKETPLACE = 'marketplace';

/** Nodes with machines that have not been asked for a while, and whether they answered of late. */
export async function nodesToPoll(db: Database, now: Date): Promise<{ nodeId: number; isSilent: boolean }[]> {
  const { rows } = await sql<{ nodeId: number; isSilent: boolean }>`
    select distinct d.node_id as "nodeId", coalesce(p.silent_polls, 0) >= ${SILENT_POLLS} as "isSilent"
    from deployments d left join node_polls p on p.node_id = d.node_id
    where d.status in ('running', 'degraded', 'suspended')
      and (p.polled_at is null or p.polled_at <= ${new Date(now.getTime() - POLL_EVERY_MS)})`.execute(db);
  return rows;
}

/** Machines that should stand on a node now. One that is being switched is its own job's matter. */
export const hostedOn = (db: Database, nodeId: number): Promise<DeploymentRow[]> =>
  db
    .selectFrom('deployments')
    .selectAll()
    .where('node_id', '=', nodeId)
    .where('status', 'in', ['running', 'degraded', 'suspended'])
    .where('contract_id', 'is not', null)
    .where('power_change', 'is', null)
    .orderBy('id')
    .execute();

/** Takes the lock under which a node's polls are counted. */
export async function lockPoll(tx: Tx, nodeId: number) {
  await tx
    .insertInto('node_polls')
    .values({ node_id: nodeId, polled_at: new Date(0), answered_at: null, silent_since: null })
    .onConflict((conflict) => conflict.column('node_id').doNothing())
    .execute();
  return tx.selectFrom('node_polls').selectAll().where('node_id', '=', nodeId).forUpdate().executeTakeFirstOrThrow();
}

export const savePoll = async (
  tx: Tx,
  nodeId: number,
  set: { polled_at: Date; answered_at: Date | null; silent_since: Date | null; silent_polls: number },
): Promise<void> => void (await tx.updateTable('node_polls').set(set).where('node_id', '=', nodeId).execute());

export async function isInMaintenance(db: Database, nodeId: number, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('maintenance_windows')
    .select('id')
    .where('node_id', '=', nodeId)
    .where('cancelled_at', 'is', null)
    .where('starts_at', '<=', now)
    .where('ends_at', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}

/** Holds up the charge of what may be out; null lets it go on. */
export const saveDoubt = async (tx: Tx, id: string, since: Date | null): Promise<void> =>
  void (await tx.updateTable('deployments').set({ doubted_since: since }).where('id', '=', id).execute());

/** Marks a locked, running machine as out; from then on nothing is charged. Answers from when. */
export async function beginOutage(
  tx: Tx,
  row: DeploymentRow,
  { cause, since, now }: { cause: OutageCause; since: Date; now: Date },
): Promise<Date> {
  const from = new Date(Math.max(wholeSecond(since), (row.billed_until ?? row.billing_from ?? since).getTime()));
  await tx
    .insertInto('outages')
    .values({ deployment_id: row.id, from_at: from, until_at: null, cause })
    .onConflict((conflict) => conflict.columns(['deployment_id', 'from_at']).doUpdateSet({ until_at: null, cause }))
    .execute();
  await moveDeployment(tx, row, {
    to: 'degraded',
    cause,
    detail: `Out since ${from.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${outageWords[cause]}. Nothing is charged until it runs again.`,
    actor: BY_MARKETPLACE,
    now,
    set: { status_reason: outageWords[cause], doubted_since: null },
  });
  return from;
}

/** Ends the open outage of a machine, if there is one; answers when it began. */
export async function endOutage(tx: Tx, deploymentId: string, at: Date): Promise<Date | undefined> {
  const open = await tx
    .selectFrom('outages')
    .select('from_at')
    .where('deployment_id', '=', deploymentId)
    .where('until_at', 'is', null)
    .executeTakeFirst();
  await saveDoubt(tx, deploymentId, null);
  if (!open) return undefined;
  await tx
    .updateTable('outages')
    .set({ until_at: new Date(Math.max(open.from_at.getTime(), wholeSecond(at))) })
    .where('deployment_id', '=', deploymentId)
    .where('until_at', 'is', null)
    .execute();
  return open.from_at;
}

const wholeSecond = (at: Date): number => Math.floor(at.getTime() / 1000) * 1000;
