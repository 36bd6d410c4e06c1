import { findOperation, noteStep, stepsOf } from '../../postgres/deployment-operations.ts';
import { lockDeployment, requestStep } from '../../postgres/deployments.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { noDeployment } from './act-on-deployment.ts';
import { operationJson } from './list-deployment-operations.ts';

/** Asks the node again now instead of in some minutes. Repeating it is harmless: each step looks first at what is there. */
export const retryDeploymentOperation =
  ({ store, wake }: { store: Store; wake: () => void }): Handler<'retryDeploymentOperation'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { id, operationId } = c.req.valid('param');
    const now = c.get('now');
    await store.transaction(async (tx) => {
      const row = await lockDeployment(tx, id);
      if (row?.user_id !== user.id) throw noDeployment();
      const operation = await findOperation(tx, id, operationId);
      if (!operation) throw noOperation();
      if (operation.status !== 'running')
        throw new HttpProblem('action_not_allowed', 'This operation is over; ask for another one.');
      // At work already: there is nothing to hurry.
      if (operation.waits_for === null) return;
      await tx.updateTable('deployments').set({ power_retry_at: null }).where('id', '=', id).execute();
      await noteStep(tx, id, { step: 'retry', detail: 'You asked to try again now.', now });
      await requestStep(tx, id);
    });
    wake();
    const operation = await findOperation(store.db, id, operationId);
    if (!operation) throw noOperation();
    return c.json(operationJson(operation, await stepsOf(store.db, [operationId]), user.id), 202);
  };

const noOperation = () => new HttpProblem('not_found', 'There is no such operation.');
