import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { DeploymentRow } from './deployments.ts';
import type { OperationKind, OperationStatus } from './schema/lifecycle.ts';
import type { Schema } from './schema.ts';
import type { Database, Tx } from './store.ts';

export type OperationRow = Selectable<Schema['deployment_operations']>;
export type OperationStepRow = Selectable<Schema['deployment_operation_steps']>;

export interface NewOperation {
  id: string;
  kind: OperationKind;
  input?: Record<string, unknown>;
  actor: string;
  requestId: string;
  detail: string;
  now: Date;
}

/** Begins an operation on a locked deployment; the database refuses a second one beside it. */
export async function beginOperation(tx: Tx, row: DeploymentRow, order: NewOperation): Promise<void> {
  await tx
    .insertInto('deployment_operations')
    .values({
      id: order.id,
      deployment_id: row.id,
      kind: order.kind,
      status: 'running',
      input: JSON.stringify(order.input ?? {}),
      actor: order.actor,
      request_id: order.requestId,
      waits_for: null,
      created_at: order.now,
      finished_at: null,
    })
    .execute();
  await tx.updateTable('deployments').set({ operation: order.kind }).where('id', '=', row.id).execute();
  await noteStep(tx, row.id, { step: 'asked', detail: order.detail, now: order.now });
}

/** Writes a line into the log of the operation under way; nothing when there is none. It is at work again. */
export async function noteStep(
  tx: Tx,
  deploymentId: string,
  { step, detail, now }: { step: string; detail: string; now: Date },
): Promise<void> {
  await sql`
    insert into deployment_operation_steps (operation_id, step, detail, at)
    select id, ${step}, ${detail}, ${now} from deployment_operations where deployment_id = ${deploymentId} and status = 'running'`.execute(
    tx,
  );
  await tx
    .updateTable('deployment_operations')
    .set({ waits_for: null })
    .where('deployment_id', '=', deploymentId)
    .where('status', '=', 'running')
    .execute();
}

/** The operation under way cannot go on now and is tried again later. */
export async function noteWait(
  tx: Tx,
  deploymentId: string,
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  await noteStep(tx, deploymentId, { step: 'waits', detail: reason, now });
  await tx
    .updateTable('deployment_operations')
    .set({ waits_for: reason })
    .where('deployment_id', '=', deploymentId)
    .where('status', '=', 'running')
    .execute();
}

/** Ends the operation under way, if there is one. */
export async function endOperation(
  tx: Tx,
  deploymentId: string,
  order: { status: Exclude<OperationStatus, 'running'>; detail: string; now: Date },
): Promise<void> {
  await noteStep(tx, deploymentId, { step: order.status, detail: order.detail, now: order.now });
  await tx
    .updateTable('deployment_operations')
    .set({ status: order.status, finished_at: order.now })
    .where('deployment_id', '=', deploymentId)
    .where('status', '=', 'running')
    .execute();
  await tx.updateTable('deployments').set({ operation: null }).where('id', '=', deploymentId).execute();
}

/** Newest first, in a total order. */
export function listOperations(
  db: Database,
  deploymentId: string,
  page: { before: { createdAt: Date; id: string } | undefined; limit: number },
): Promise<OperationRow[]> {
  let query = db.selectFrom('deployment_operations').selectAll().where('deployment_id', '=', deploymentId);
  if (page.before) {
    const { createdAt, id } = page.before;
    query = query.where((is) => is(is.refTuple('created_at', 'id'), '<', is.tuple(createdAt, id)));
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute();
}

export const findOperation = (db: Database | Tx, deploymentId: string, id: string): Promise<OperationRow | undefined> =>
  db
    .selectFrom('deployment_operations')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .where('id', '=', id)
    .executeTakeFirst();

/** Logs of several operations, each in order. */
export const stepsOf = (db: Database, operationIds: readonly string[]): Promise<OperationStepRow[]> =>
  operationIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('deployment_operation_steps')
        .selectAll()
        .where('operation_id', 'in', operationIds)
        .orderBy('id')
        .execute();
