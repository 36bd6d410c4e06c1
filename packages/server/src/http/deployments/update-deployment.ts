import { DISK_INSIDE, isFinal } from '@marketplace/core/deployments';
import type { NewId } from '../../ids.ts';
import { reviewPerson } from '../../jobs/spending/review-person.ts';
import { lockWatch } from '../../postgres/balance-watch.ts';
import { type DeploymentRow, findOwnDeployment, lockDeployment, renameDeployment } from '../../postgres/deployments.ts';
import { saveStartChange } from '../../postgres/power.ts';
import { readSettings } from '../../postgres/settings.ts';
import { saveOwnCap } from '../../postgres/spending-caps.ts';
import { type Store, type Tx, violates } from '../../postgres/store.ts';
import { acceptKeys } from '../catalog/quote-order.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { acceptedCap } from '../spending-caps/spending-caps.ts';
import { deploymentJson, keepsDisk } from './deployment.ts';

export interface UpdateDeploymentParts {
  store: Store;
  newId: NewId;
  sshPort: number;
  wake: () => void;
}

/** Renames it, limits what it may cost (judged in the same transaction), or changes what comes with its next start. */
export const updateDeployment =
  ({ store, newId, sshPort, wake }: UpdateDeploymentParts): Handler<'updateDeployment'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { id } = c.req.valid('param');
    const { name, cap, sshKeys, environment } = c.req.valid('json');
    const keys = sshKeys && acceptKeys(sshKeys);
    const now = c.get('now');
    const settings = await readSettings(store.db);
    await store
      .transaction(async (tx) => {
        // Reviews lock the person before their deployments; so does this.
        await lockWatch(tx, user.id);
        const row = await lockDeployment(tx, id);
        if (row?.user_id !== user.id) throw notFound();
        if (isFinal(row.status) || row.status === 'deleting') {
          throw new HttpProblem('deployment_final', 'This deployment has ended or is being deleted.');
        }
        if (name !== undefined) await renameDeployment(tx, id, name);
        if (keys !== undefined || environment !== undefined) await changeAtStart(tx, row, { keys, environment });
        if (cap === undefined) return;
        await saveOwnCap(tx, id, acceptedCap(cap));
        await reviewPerson(tx, { userId: user.id, at: now, now, newId, settings });
      })
      .catch((error: unknown) => {
        if (!violates(error, 'deployments_live_name')) throw error;
        throw new HttpProblem('name_taken', `You already have a deployment named ${name}.`, {
          errors: [{ path: 'name', message: 'is taken by another of your deployments' }],
        });
      });
    wake();
    const row = await findOwnDeployment(store.db, user.id, id);
    if (!row) throw notFound();
    return c.json(deploymentJson(row, sshPort), 200);
  };

/** Takes effect with the next start: a machine that cannot be switched off would never have it. */
async function changeAtStart(
  tx: Tx,
  row: DeploymentRow,
  { keys, environment }: { keys: string[] | undefined; environment: Record<string, string> | undefined },
) {
  if (!keepsDisk(row)) throw new HttpProblem('action_not_allowed', DISK_INSIDE);
  if (row.operation !== null)
    throw new HttpProblem('operation_in_progress', 'It is being switched now. Wait until that is done.');
  await saveStartChange(tx, row.id, { keys, environment });
}

const notFound = () => new HttpProblem('not_found', 'There is no such deployment.');
