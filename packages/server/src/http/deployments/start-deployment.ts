import { dollarsToPay, resumeTopUp } from '@marketplace/core/billing';
import { startNeed } from '@marketplace/core/deployments';
import { beginOperation } from '../../postgres/deployment-operations.ts';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { readBalances } from '../../postgres/ledger.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Tx } from '../../postgres/store.ts';
import { bringBack } from '../../postgres/suspensions.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { type ActionParts, actOnDeployment } from './act-on-deployment.ts';
import { deploymentJson } from './deployment.ts';

/** Asks the node to start it; it is charged as kept until it runs. Coming back needs the same money ahead as after a suspension. */
export const startDeployment =
  (parts: ActionParts): Handler<'startDeployment'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const key = c.req.valid('header')['idempotency-key'];
    const order = { action: 'start', operation: 'startDeployment', id, key } as const;
    const settings = await readSettings(parts.store.db);
    const row = await actOnDeployment(parts, c, order, async (tx, locked, acting) => {
      await requireMoney(tx, locked, settings);
      await tx.updateTable('deployments').set({ stop_wanted: false }).where('id', '=', id).execute();
      await beginOperation(tx, locked, { ...acting, kind: 'start', detail: 'You asked to start it.' });
      const detail = 'You asked to start it. The full price is charged once it runs.';
      await bringBack(tx, locked, { at: acting.now, detail, actor: acting.actor, requestId: acting.requestId });
    });
    return c.json(deploymentJson(row, parts.sshPort), 202);
  };

async function requireMoney(
  tx: Tx,
  row: DeploymentRow,
  { billing, limits }: Pick<Awaited<ReturnType<typeof readSettings>>, 'billing' | 'limits'>,
) {
  const { available } = await readBalances(tx, `user:${row.user_id}`);
  const missingUnits = startNeed({
    availableUnits: available,
    hourlyUnits: BigInt(row.next_size?.hourlyUnits ?? row.hourly_units),
    resumeHours: billing.resumeHours,
  });
  if (missingUnits === 0n) return;
  throw new HttpProblem(
    'insufficient_balance',
    `Starting it needs ${billing.resumeHours} hours of its price on the balance: ${dollarsToPay(missingUnits)} are missing.`,
    {
      details: {
        missing: usdJson(missingUnits),
        topUp: usdJson(resumeTopUp(missingUnits, limits.topUpMinimumUnits)),
      },
    },
  );
}
