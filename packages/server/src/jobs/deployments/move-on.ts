import { type DeploymentRow, lockDeployment, moveDeployment, type Transition } from '../../postgres/deployments.ts';
import type { Tx } from '../../postgres/store.ts';
import { BY_MARKETPLACE, type DeploymentJobParts } from './parts.ts';

/** Moves a deployment to its next state unless somebody moved it meanwhile; `also` is written in the same transaction. */
export async function moveOn(
  { store, clock }: DeploymentJobParts,
  seen: DeploymentRow,
  change: Omit<Transition, 'now' | 'actor'>,
  also?: (tx: Tx, now: Date) => Promise<void>,
): Promise<boolean> {
  const now = clock.now();
  return store.transaction(async (tx) => {
    const row = await lockDeployment(tx, seen.id);
    if (!row || row.status !== seen.status) return false;
    await moveDeployment(tx, row, {
      ...change,
      actor: BY_MARKETPLACE,
      now,
      set: { ...change.set, step_started_at: clock.machine() },
    });
    await also?.(tx, now);
    return true;
  });
}
