import { checkAction, type OwnerAction } from '@marketplace/core/deployments';
import type { NewId } from '../../ids.ts';
import { lockWatch } from '../../postgres/balance-watch.ts';
import { type DeploymentRow, findOwnDeployment, lockDeployment } from '../../postgres/deployments.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import { actorOf, type HttpContext } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { keepsDisk } from './deployment.ts';

export interface ActionParts {
  store: Store;
  newId: NewId;
  sshPort: number;
  wake: () => void;
}

export interface Acting {
  /** Id of the operation that this begins. */
  id: string;
  actor: string;
  requestId: string;
  now: Date;
}

/**
 * Takes an owner's order under the lock of the deployment: of two at once one is taken, the other is told what is under
 * way. The same key takes it once.
 */
export async function actOnDeployment(
  { store, newId, wake }: ActionParts,
  c: HttpContext,
  order: { action: OwnerAction; operation: string; id: string; key: string | undefined; body?: unknown },
  effect: (tx: Tx, row: DeploymentRow, acting: Acting) => Promise<void>,
): Promise<DeploymentRow> {
  const { user } = actorOf(c);
  const now = c.get('now');
  const key = requireKey(order.key);
  const acting: Acting = { id: newId(now), actor: `user:${user.id}`, requestId: c.get('requestId'), now };
  await store.transaction((tx) =>
    once(
      tx,
      { userId: user.id, operation: order.operation, key, body: { id: order.id, body: order.body ?? null }, now },
      async () => {
        // Reviews lock the person before their deployments; so does this.
        await lockWatch(tx, user.id);
        const row = await lockDeployment(tx, order.id);
        if (row?.user_id !== user.id) throw noDeployment();
        const refusal = checkAction(order.action, {
          status: row.status,
          operation: row.operation,
          suspendedFor: row.suspension_cause,
          keepsDisk: keepsDisk(row),
        });
        if (refusal) throw problemOf(refusal);
        await effect(tx, row, acting);
        return row.id;
      },
    ),
  );
  wake();
  const row = await findOwnDeployment(store.db, user.id, order.id);
  if (!row) throw noDeployment();
  return row;
}

export const noDeployment = () => new HttpProblem('not_found', 'There is no such deployment.');
