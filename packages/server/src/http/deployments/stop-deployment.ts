import { hourlyDollars } from '@marketplace/core/billing';
import { beginOperation } from '../../postgres/deployment-operations.ts';
import { saveStopWanted, suspend } from '../../postgres/suspensions.ts';
import type { Handler } from '../operation.ts';
import { type ActionParts, actOnDeployment } from './act-on-deployment.ts';
import { deploymentJson } from './deployment.ts';

/** The charge falls to the price of keeping it at once; switching it off follows in the background. */
export const stopDeployment =
  (parts: ActionParts): Handler<'stopDeployment'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const key = c.req.valid('header')['idempotency-key'];
    const order = { action: 'stop', operation: 'stopDeployment', id, key } as const;
    const row = await actOnDeployment(parts, c, order, async (tx, locked, acting) => {
      await saveStopWanted(tx, id, true);
      await beginOperation(tx, locked, { ...acting, kind: 'stop', detail: 'You asked to stop it.' });
      await suspend(tx, locked, {
        cause: 'stopped',
        at: acting.now,
        keptUntil: null,
        kept: 'disk',
        actor: acting.actor,
        requestId: acting.requestId,
        detail: ({ keptHourlyUnits }) =>
          `You stopped it. Its disk and address are kept for ${hourlyDollars(keptHourlyUnits)} per hour until you start it.`,
      });
    });
    return c.json(deploymentJson(row, parts.sshPort), 202);
  };
