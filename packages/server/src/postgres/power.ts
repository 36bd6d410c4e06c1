import type { Updateable } from 'kysely';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import { queueSubmission } from './chain-submissions.ts';
import { noteStep } from './deployment-operations.ts';
import { type DeploymentRow, lockDeployment } from './deployments.ts';
import type { PowerChange } from './schema/deployments.ts';
import type { Schema } from './schema.ts';
import type { Store, Tx } from './store.ts';

/** Writes a change of power down and queues its contract update, unless somebody moved the deployment meanwhile. */
export async function beginPowerChange(
  { store, clock, newId }: { store: Store; clock: Clock; newId: NewId },
  seen: DeploymentRow,
  change: PowerChange,
): Promise<void> {
  const now = clock.now();
  await store.transaction(async (tx) => {
    const row = await lockDeployment(tx, seen.id);
    const isSame =
      row?.status === 'suspended' &&
      row.power_change === null &&
      row.power_wanted === seen.power_wanted &&
      row.power === seen.power &&
      row.workload_version === seen.workload_version;
    if (!isSame) return;
    await tx
      .updateTable('deployments')
      .set({ power_change: JSON.stringify(change), power_retry_at: null, step_started_at: clock.machine() })
      .where('id', '=', row.id)
      .execute();
    const detail = `Version ${change.version} of it is sent to chain and node.`;
    await noteStep(tx, row.id, { step: change.to === 'off' ? 'switching_off' : 'starting', detail, now });
    await queueSubmission(tx, {
      id: newId(now),
      deploymentId: row.id,
      intent: {
        kind: 'update_contract',
        contractId: Number(row.contract_id),
        hash: change.hash,
        deploymentData: (change.workload as { metadata: string }).metadata,
      },
      now,
    });
  });
}

/** Ends the change under way with what it came to. */
export const savePower = async (
  tx: Tx,
  id: string,
  set: Pick<
    Updateable<Schema['deployments']>,
    'power' | 'workload_version' | 'workload' | 'result' | 'power_retry_at' | 'next_size'
  >,
): Promise<void> =>
  void (await tx
    .updateTable('deployments')
    .set({ power_retry_at: null, ...set, power_change: null })
    .where('id', '=', id)
    .execute());

/** Leaves the node alone for a while; a change that the chain did not take is given up. */
export const restPower = async (
  tx: Tx,
  row: DeploymentRow,
  { until, dropChange }: { until: Date; dropChange: boolean },
): Promise<void> =>
  void (await tx
    .updateTable('deployments')
    .set({ power_retry_at: until, ...(dropChange ? { power_change: null } : {}) })
    .where('id', '=', row.id)
    .where('status', '=', 'suspended')
    .execute());

/** Variables of the machine from its next start on. */
export const startEnvironment = ({ environment, ssh_keys }: Pick<DeploymentRow, 'environment' | 'ssh_keys'>) => ({
  ...environment,
  SSH_KEY: ssh_keys.join('\n'),
});

/** Keys and variables that come with the next start; what is not given stays. */
export const saveStartChange = async (
  tx: Tx,
  id: string,
  { keys, environment }: { keys?: string[] | undefined; environment?: Record<string, string> | undefined },
): Promise<void> =>
  void (await tx
    .updateTable('deployments')
    .set({
      ...(keys ? { ssh_keys: JSON.stringify(keys) } : {}),
      ...(environment ? { environment: JSON.stringify(environment) } : {}),
    })
    .where('id', '=', id)
    .execute());
