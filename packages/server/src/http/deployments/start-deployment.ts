import { beginOperation } from '../../postgres/deployment-operations.ts';
import { readSettings } from '../../postgres/settings.ts';
import { bringBack, saveStopWanted } from '../../postgres/suspensions.ts';
import type { Handler } from '../operation.ts';
import { type ActionParts, actOnDeployment } from './act-on-deployment.ts';
import { deploymentJson } from './deployment.ts';
import { requireMoney } from './require-money.ts';

/** Asks the node to start it; it is charged as kept until it runs. Coming back needs the same money ahead as after a suspension. */
export const startDeployment =
  (parts: ActionParts): Handler<'startDeployment'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const key = c.req.valid('header')['idempotency-key'];
    const order = { action: 'start', operation: 'startDeployment', id, key } as const;
    const settings = await readSettings(parts.store.db);
    const row = await actOnDeployment(parts, c, order, async (tx, locked, acting) => {
      await requireMoney(tx, locked, {
        settings,
        hourlyUnits: BigInt(locked.next_size?.hourlyUnits ?? locked.hourly_units),
      });
      await saveStopWanted(tx, id, false);
      await beginOperation(tx, locked, { ...acting, kind: 'start', detail: 'You asked to start it.' });
      const detail = 'You asked to start it. The full price is charged once it runs.';
      await bringBack(tx, locked, { at: acting.now, detail, actor: acting.actor, requestId: acting.requestId });
    });
    return c.json(deploymentJson(row, parts.sshPort), 202);
  };
