import { type DeploymentStatus, mayFollow } from '@marketplace/core/deployments';
import { holdReleaseTransfer } from '@marketplace/core/ledger';
import { isRefusal } from '@marketplace/core/refusal';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import { enqueue } from './jobs.ts';
import { postTransfer } from './ledger.ts';
import type { Schema } from './schema.ts';
import { byNumber, byText, byTime, type ListOrder, type Sorted, sortSql } from './sorting.ts';
import type { Database, Tx } from './store.ts';

export type DeploymentRow = Selectable<Schema['deployments']>;
export type DeploymentEventRow = Selectable<Schema['deployment_events']>;

export interface Transition {
  to: DeploymentStatus;
  cause: string;
  detail: string;
  actor: string;
  now: Date;
  requestId?: string;
  /** Other columns that change with the state. */
  set?: Updateable<Schema['deployments']>;
}

export const insertDeployment = async (tx: Tx, row: Insertable<Schema['deployments']>): Promise<void> =>
  void (await tx.insertInto('deployments').values(row).execute());

export const findDeployment = (db: Database | Tx, id: string): Promise<DeploymentRow | undefined> =>
  db.selectFrom('deployments').selectAll().where('id', '=', id).executeTakeFirst();

export const findOwnDeployment = (db: Database | Tx, userId: string, id: string): Promise<DeploymentRow | undefined> =>
  db.selectFrom('deployments').selectAll().where('id', '=', id).where('user_id', '=', userId).executeTakeFirst();

export const lockDeployment = (tx: Tx, id: string): Promise<DeploymentRow | undefined> =>
  tx.selectFrom('deployments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Moves a locked deployment on, with its event. Throws on a change of state that is not allowed. */
export async function moveDeployment(tx: Tx, row: DeploymentRow, change: Transition): Promise<void> {
  if (!mayFollow(row.status, change.to)) throw new Error(`a deployment does not go from ${row.status} to ${change.to}`);
  await tx
    .updateTable('deployments')
    .set({ ...change.set, status: change.to, status_since: change.now })
    .where('id', '=', row.id)
    .execute();
  await insertEvent(tx, { ...change, deploymentId: row.id, from: row.status });
}

export async function insertEvent(
  tx: Tx,
  event: Omit<Transition, 'set'> & { deploymentId: string; from: DeploymentStatus | null },
): Promise<void> {
  await tx
    .insertInto('deployment_events')
    .values({
      deployment_id: event.deploymentId,
      from_status: event.from,
      to_status: event.to,
      cause: event.cause,
      detail: event.detail,
      actor: event.actor,
      at: event.now,
      request_id: event.requestId ?? null,
    })
    .execute();
}

export const renameDeployment = async (tx: Tx, id: string, name: string): Promise<void> =>
  void (await tx.updateTable('deployments').set({ name }).where('id', '=', id).execute());

/** Gives the hold back in full; a repeat finds it given. */
export async function releaseHold(tx: Tx, row: DeploymentRow, now: Date): Promise<void> {
  if (row.hold_released_at !== null || row.hold_units === 0n) return;
  const hold = {
    deploymentId: row.id,
    name: row.name,
    userId: row.user_id,
    units: row.hold_units,
    eventAtMs: now.getTime(),
  };
  const posted = await postTransfer(tx, holdReleaseTransfer(hold), now);
  if (isRefusal(posted)) throw new Error(`a hold could not be released: ${posted.message}`);
  await tx.updateTable('deployments').set({ hold_released_at: now }).where('id', '=', row.id).execute();
}

/** Asks for the next step of a deployment; steps of one deployment run one after the other. */
export const requestStep = (tx: Tx | Database, deploymentId: string, delayMs = 0): Promise<void> =>
  enqueue(
    tx,
    'deployments.advance',
    { deploymentId },
    { key: `advance:${deploymentId}`, queue: `deployment:${deploymentId}`, delayMs },
  );

/** Deployments that a job should be working on: made, unmade, or switched off or on again. A node that is left alone for a while is not counted. */
export async function movingDeployments(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('deployments')
    .select('id')
    .where((is) =>
      is.or([
        is('status', 'in', ['reserving', 'funding', 'contracting', 'deploying', 'deleting']),
        is.and([
          is('status', '=', 'suspended'),
          is.or([is('power_retry_at', 'is', null), is('power_retry_at', '<=', now)]),
          is.or([
            is('power', '<>', is.ref('power_wanted')),
            is('power_wanted', '=', 'on'),
            is('power_change', 'is not', null),
          ]),
        ]),
      ]),
    )
    .execute();
  return rows.map((row) => row.id);
}

export interface DeploymentFilter {
  userId?: string | undefined;
  status?: string | undefined;
  q?: string | undefined;
  order?: ListOrder | undefined;
  limit: number;
}

export type ListedDeployment = DeploymentRow & { email: string };

const live: DeploymentStatus[] = [
  'reserving',
  'funding',
  'contracting',
  'deploying',
  'running',
  'degraded',
  'suspended',
  'deleting',
];

export const deploymentSorts = {
  created: byTime(sql`deployments.created_at`),
  name: byText(sql`deployments.name`),
  owner: byText(sql`users.email`),
  status: byText(sql`deployments.status`),
  node: byNumber(sql`deployments.node_id`),
  hourly: byNumber(sql`deployments.hourly_units`),
  cost: byNumber(sql`deployments.cost_units`),
};

/** In a total order; newest first when none is asked for. */
export async function listDeployments(db: Database, filter: DeploymentFilter): Promise<Sorted<ListedDeployment>[]> {
  const { value, beyond, order } = sortSql(
    filter.order ?? { key: deploymentSorts.created, descending: true },
    sql`deployments.id`,
  );
  let query = db
    .selectFrom('deployments')
    .innerJoin('users', 'users.id', 'deployments.user_id')
    .selectAll('deployments')
    .select(['users.email', value.$castTo<string>().as('sortValue')]);
  if (filter.userId !== undefined) query = query.where('deployments.user_id', '=', filter.userId);
  if (filter.status === 'live') query = query.where('status', 'in', live);
  else if (filter.status === 'ended') query = query.where('status', 'in', ['deleted', 'failed']);
  else if (filter.status !== undefined) query = query.where('status', '=', filter.status as DeploymentStatus);
  if (filter.q) query = query.where(sql<boolean>`position(${filter.q.toLowerCase()} in deployments.name) > 0`);
  return query.where(beyond).orderBy(order).limit(filter.limit).execute();
}

/** What a deployment costs, and whose it is. */
export interface LiveDeployment {
  id: string;
  name: string;
  userId: string;
  email: string;
  appId: string;
  imageId: string;
  size: DeploymentRow['size'];
  publicIpv4: boolean;
  nodeId: number;
  hourlyUnits: bigint;
}

/** Everything that is being made or runs, in a total order. */
export const liveDeployments = (db: Database): Promise<LiveDeployment[]> =>
  db
    .selectFrom('deployments')
    .innerJoin('users', 'users.id', 'deployments.user_id')
    .select([
      'deployments.id',
      'deployments.name',
      'deployments.user_id as userId',
      'users.email',
      'app_id as appId',
      'image_id as imageId',
      'size',
      'public_ipv4 as publicIpv4',
      'node_id as nodeId',
      'hourly_units as hourlyUnits',
    ])
    .where('status', 'in', live)
    .orderBy('deployments.id')
    .execute();

export const listEvents = (
  db: Database,
  deploymentId: string,
  after: bigint,
  limit: number,
): Promise<DeploymentEventRow[]> =>
  db
    .selectFrom('deployment_events')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();

export const listUsage = (db: Database, deploymentId: string, before: Date | undefined, limit: number) => {
  let query = db.selectFrom('usage_records').selectAll().where('deployment_id', '=', deploymentId);
  if (before) query = query.where('hour', '<', before);
  return query.orderBy('hour', 'desc').limit(limit).execute();
};

/** States in which a deployment is charged. */
export const spendingStatuses: DeploymentStatus[] = ['running', 'degraded', 'suspended'];

/** What everything of a person costs per hour as it is now: what runs its price, what is suspended the keeping. */
export async function hourlySpend(db: Database, userId: string): Promise<bigint> {
  const { rows } = await sql<{ total: bigint }>`
    select coalesce(sum(case when status = 'suspended' then kept_hourly_units else hourly_units end), 0)::bigint as total
    from deployments
    where user_id = ${userId} and status in ('running', 'degraded', 'suspended')`.execute(db);
  return rows[0]?.total ?? 0n;
}
