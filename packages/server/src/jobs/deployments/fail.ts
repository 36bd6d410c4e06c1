import {
  type DeploymentRow,
  lockDeployment,
  moveDeployment,
  releaseHold,
  requestStep,
} from '../../postgres/deployments.ts';
import type { DeploymentJobParts } from './parts.ts';

export interface Failure {
  /** Stable word for programs and texts. */
  code: string;
  /** A sentence for the person: what happened. */
  reason: string;
}

/** Ends an order that did not come to run: the hold is given back at once; a contract that may exist is cancelled before `failed`. */
export async function fail(
  { store, clock, log }: DeploymentJobParts,
  seen: DeploymentRow,
  failure: Failure,
): Promise<void> {
  const now = clock.now();
  await store.transaction(async (tx) => {
    const row = await lockDeployment(tx, seen.id);
    if (!row || row.status !== seen.status) return;
    await releaseHold(tx, row, now);
    const untouched = row.status === 'reserving' || row.status === 'funding';
    await moveDeployment(tx, row, {
      to: untouched ? 'failed' : 'deleting',
      cause: failure.code,
      detail: `${failure.reason} You were not charged; what was held is released.`,
      actor: 'marketplace',
      now,
      set: { failure_code: failure.code, status_reason: failure.reason, ...(untouched ? { deleted_at: now } : {}) },
    });
    if (!untouched) await requestStep(tx, row.id);
  });
  log.warn({ deployment: seen.id, code: failure.code }, 'a deployment failed');
}
