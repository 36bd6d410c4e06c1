import { hourlyDollars } from '@marketplace/core/billing';
import type { Resize } from '@marketplace/core/deployments';
import { beginOperation, endOperation } from '../../postgres/deployment-operations.ts';
import { type DeploymentRow, requestStep } from '../../postgres/deployments.ts';
import { saveNextSize } from '../../postgres/resize.ts';
import type { NextSize } from '../../postgres/schema/deployments.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Tx } from '../../postgres/store.ts';
import { suspend } from '../../postgres/suspensions.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { requireRoomUnderCap } from '../spending-caps/require-room.ts';
import type { Supply } from '../supply.ts';
import { type Acting, type ActionParts, actOnDeployment } from './act-on-deployment.ts';
import { deploymentJson } from './deployment.ts';
import { requireMoney } from './require-money.ts';
import { requireResizable, resizePlan } from './resize-plan.ts';

/** Switches it off, changes it and starts it again, all in the background; a stopped one gets the size with its next start. */
export const resizeDeployment =
  (parts: ActionParts & { supply: Supply }): Handler<'resizeDeployment'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const body = c.req.valid('json');
    const key = c.req.valid('header')['idempotency-key'];
    const order = { action: 'resize', operation: 'resizeDeployment', id, key, body } as const;
    const settings = await readSettings(parts.store.db);
    const row = await actOnDeployment(parts, c, order, async (tx, locked, acting) => {
      requireResizable(locked);
      const plan = await resizePlan(parts.supply, locked, body, acting.now);
      const { hourlyUnits } = plan.price;
      if (usdJson(hourlyUnits).amount !== body.hourly.amount)
        throw new HttpProblem('quote_mismatch', `The price is ${hourlyDollars(hourlyUnits)} per hour now.`, {
          errors: [{ path: 'hourly', message: 'is not the present price' }],
        });
      if (hourlyUnits > locked.hourly_units) await requireRoomUnderCap(tx, locked.user_id, acting.now);
      await requireMoney(tx, locked, { settings, hourlyUnits });
      await begin(tx, locked, { plan, acting });
    });
    return c.json(deploymentJson(row, parts.sshPort), 202);
  };

async function begin(tx: Tx, row: DeploymentRow, { plan, acting }: { plan: Resize; acting: Acting }) {
  const next = nextSize(plan);
  const wish = `You asked for ${sizeWords(plan.size)} at ${hourlyDollars(plan.price.hourlyUnits)} per hour.`;
  await saveNextSize(tx, row.id, next);
  await beginOperation(tx, row, { ...acting, kind: 'resize', input: { size: plan.size }, detail: wish });
  if (row.status === 'suspended')
    return endOperation(tx, row.id, { status: 'done', detail: 'It comes with the next start.', now: acting.now });
  await suspend(tx, row, {
    cause: 'resizing',
    at: acting.now,
    keptUntil: null,
    kept: 'disk',
    actor: acting.actor,
    requestId: acting.requestId,
    detail: () => `${wish} It is switched off, changed and started again; its disk is kept.`,
  });
  await requestStep(tx, row.id);
}

const nextSize = ({ size, price }: Resize): NextSize => ({
  size,
  hourlyUnits: price.hourlyUnits.toString(),
  gridHourlyUnits: price.gridHourlyUnits.toString(),
  parts: price.parts.map(({ code, label, hourlyUnits }) => ({ code, label, hourlyUnits: hourlyUnits.toString() })),
});

const sizeWords = ({ cpu, memoryMb, diskGb }: Resize['size']) =>
  `${cpu} ${cpu === 1 ? 'core' : 'cores'}, ${memoryMb / 1024} GB of memory and a ${diskGb} GB disk`;
