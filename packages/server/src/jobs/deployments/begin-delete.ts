import { chargeUsage } from '../../postgres/billing.ts';
import { endOperation } from '../../postgres/deployment-operations.ts';
import { type DeploymentRow, moveDeployment, releaseHold, requestStep } from '../../postgres/deployments.ts';
import { endOutage } from '../../postgres/outages.ts';
import type { Tx } from '../../postgres/store.ts';
import { endSuspension } from '../../postgres/suspensions.ts';

/** Accepts a delete: the charge ends in this second and the open hour is charged; the rest is cleaning up. */
export async function beginDelete(
  tx: Tx,
  row: DeploymentRow,
  order: { now: Date; actor: string; requestId?: string; cause?: string; detail?: string; chargeUntil?: Date },
): Promise<void> {
  const { now, actor, requestId, cause = 'delete_requested' } = order;
  const asked =
    row.billing_from === null
      ? 'Delete asked for before it ran; nothing is charged.'
      : 'Delete asked for; charging ended.';
  await releaseHold(tx, row, now);
  await endSuspension(tx, row, now);
  await endOutage(tx, row.id, now);
  if (row.operation !== null) await endOperation(tx, row.id, { status: 'cancelled', detail: 'It is deleted.', now });
  await moveDeployment(tx, row, {
    to: 'deleting',
    cause,
    detail: order.detail ?? asked,
    actor,
    now,
    ...(requestId ? { requestId } : {}),
    set: {
      delete_requested_at: now,
      suspension_cause: null,
      data_kept_until: null,
      power_change: null,
      next_size: null,
      ...(row.billing_from === null ? {} : { billing_until: endOfCharge(row, order.chargeUntil ?? now) }),
    },
  });
  while ((await chargeUsage(tx, { now, deploymentId: row.id, maxDeployments: 1, maxHours: 24 * 31 })).deployments > 0);
  await requestStep(tx, row.id);
}

/** Whole seconds, and never before the beginning or what is charged already. */
function endOfCharge(row: DeploymentRow, at: Date): Date {
  const least = row.billed_until ?? row.billing_from ?? at;
  return new Date(Math.max(least.getTime(), Math.floor(at.getTime() / 1000) * 1000));
}
