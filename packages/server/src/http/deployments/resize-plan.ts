import { resolveOrder, type Size } from '@marketplace/core/catalog';
import { checkAction, isChangingPrice, planResize, type Resize } from '@marketplace/core/deployments';
import { isRefusal } from '@marketplace/core/refusal';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { HttpProblem, problemOf } from '../problems.ts';
import { requireFacts, type Supply } from '../supply.ts';
import { keepsDisk } from './deployment.ts';

export interface AskedSize {
  size?: Size | undefined;
  sizeId?: string | undefined;
}

/** Another size of a machine as it stands, with its price; throws the problem that says why not. */
export async function resizePlan(supply: Supply, row: DeploymentRow, asked: AskedSize, now: Date): Promise<Resize> {
  const facts = await requireFacts(supply, now);
  const order = {
    appId: row.app_id,
    imageId: row.image_id,
    ...(asked.size ? { size: asked.size } : {}),
    ...(asked.sizeId === undefined ? {} : { sizeId: asked.sizeId }),
  };
  const machine = resolveOrder(order);
  if (isRefusal(machine)) throw problemOf(machine);
  const node = facts.nodes.find(({ id }) => id === row.node_id);
  if (!node) throw new HttpProblem('node_unavailable', `Node ${row.node_id} is not on the grid now.`);
  const plan = planResize(machine.size, {
    ...facts,
    appId: row.app_id,
    image: machine.image,
    present: row.size,
    publicIpv4: row.public_ipv4,
    node,
  });
  if (isRefusal(plan)) throw problemOf(plan);
  return plan;
}

/** Whether its size may be changed now. */
export function requireResizable(row: DeploymentRow): void {
  const refusal = checkAction('resize', {
    status: row.status,
    operation: row.operation,
    suspendedFor: row.suspension_cause,
    keepsDisk: keepsDisk(row),
  });
  if (refusal) throw problemOf(refusal);
  const isChanging = isChangingPrice({
    priceFromMs: row.price_from?.getTime() ?? null,
    billedUntilMs: row.billed_until?.getTime() ?? null,
  });
  if (isChanging)
    throw new HttpProblem('action_not_allowed', 'Its size was changed within this hour. Wait for the next full hour.');
}
