import { mayDelete } from '@marketplace/core/deployments';
import { beginDelete } from '../../jobs/deployments/begin-delete.ts';
import { findOwnDeployment, lockDeployment } from '../../postgres/deployments.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { deploymentJson } from './deployment.ts';

/** Ends the charge in the moment of acceptance; cancelling the contract follows in the background. */
export const deleteDeployment =
  (parts: { store: Store; sshPort: number; wake: () => void }): Handler<'deleteDeployment'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { id } = c.req.valid('param');
    const now = c.get('now');
    await parts.store.transaction(async (tx) => {
      const row = await lockDeployment(tx, id);
      if (row?.user_id !== user.id) throw notFound();
      // Repeating a delete is not an error: what was asked is so, or is on its way.
      if (!mayDelete(row.status)) return;
      await beginDelete(tx, row, { now, actor: `user:${user.id}`, requestId: c.get('requestId') });
    });
    parts.wake();
    const row = await findOwnDeployment(parts.store.db, user.id, id);
    if (!row) throw notFound();
    return c.json(deploymentJson(row, parts.sshPort), 202);
  };

const notFound = () => new HttpProblem('not_found', 'There is no such deployment.');
