import type { DeploymentOperation } from '@marketplace/contract';
import {
  listOperations,
  type OperationRow,
  type OperationStepRow,
  stepsOf,
} from '../../postgres/deployment-operations.ts';
import type { Store } from '../../postgres/store.ts';
import { cutPage, decodeCursor } from '../cursor.ts';
import type { Handler } from '../operation.ts';
import { ownDeployment } from './get-deployment.ts';

export const listDeploymentOperations =
  (parts: { store: Store }): Handler<'listDeploymentOperations'> =>
  async (c) => {
    const row = await ownDeployment(parts.store, c, c.req.valid('param').id);
    const { limit, cursor } = c.req.valid('query');
    const [createdAt, id] = decodeCursor(cursor, ['time', 'uuid']) ?? [];
    const before = createdAt === undefined || id === undefined ? undefined : { createdAt: new Date(createdAt), id };
    const rows = await listOperations(parts.store.db, row.id, { before, limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (each) => [each.created_at.toISOString(), each.id]);
    const steps = await stepsOf(
      parts.store.db,
      items.map((each) => each.id),
    );
    return c.json({ items: items.map((each) => operationJson(each, steps, row.user_id)), nextCursor }, 200);
  };

export const operationJson = (
  operation: OperationRow,
  steps: readonly OperationStepRow[],
  ownerId: string,
): DeploymentOperation => ({
  id: operation.id,
  kind: operation.kind,
  status: operation.status,
  waitsFor: operation.waits_for,
  input: operation.input,
  actor: operation.actor === `user:${ownerId}` ? 'you' : 'operator',
  requestId: operation.request_id,
  createdAt: operation.created_at.toISOString(),
  finishedAt: operation.finished_at?.toISOString() ?? null,
  steps: steps
    .filter((step) => step.operation_id === operation.id)
    .map(({ step, detail, at }) => ({ step, detail, at: at.toISOString() })),
});
