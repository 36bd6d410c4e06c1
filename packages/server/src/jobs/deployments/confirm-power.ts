import { endOperation, noteStep, noteWait } from '../../postgres/deployment-operations.ts';
import { type DeploymentRow, insertEvent, lockDeployment, moveDeployment } from '../../postgres/deployments.ts';
import { savePower } from '../../postgres/power.ts';
import { giveUpSize, startAgain, takeSize } from '../../postgres/resize.ts';
import type { PowerChange } from '../../postgres/schema/deployments.ts';
import type { Tx } from '../../postgres/store.ts';
import { endSuspension } from '../../postgres/suspensions.ts';
import { closeTask, openTask } from '../../postgres/tasks.ts';
import { type Deployment, powerMeans, type VmAddresses, withVolumeOf } from '../../rmb/index.ts';
import { storedResult } from './deploy.ts';
import { BY_MARKETPLACE, type DeploymentJobParts } from './parts.ts';

/** Time by our clock until a node that is silent, refuses or has no room is asked again. */
export const REST_MS = 5 * 60_000;

interface Confirmed {
  change: PowerChange;
  addresses: VmAddresses;
}

/**
 * The node has done it, or nothing had to be done. On again and still wanted so, it runs: the full price is charged from
 * this second. Nothing happens when somebody moved the deployment meanwhile.
 */
export async function confirmPower(
  { store, clock }: DeploymentJobParts,
  seen: DeploymentRow,
  confirmed: Confirmed | undefined,
): Promise<void> {
  const now = clock.now();
  await store.transaction(async (tx) => {
    const row = await lockDeployment(tx, seen.id);
    if (row?.status !== 'suspended' || row.power_change?.version !== confirmed?.change.version) return;
    if (confirmed) await noteChange(tx, row, confirmed, now);
    await closeTask(tx, { kind: 'power_change_waits', subject: row.id, by: BY_MARKETPLACE, resolution: 'done', now });
    const power = confirmed?.change.to ?? row.power;
    if (power === 'on' && row.power_wanted === 'on') await run(tx, row, now);
    else if (power === 'off' && row.suspension_cause === 'resizing' && row.power_wanted === 'off')
      await startAgain(tx, row.id);
    else if (power === 'off' && row.operation === 'stop')
      await endOperation(tx, row.id, { status: 'done', detail: 'It is off; its disk and its address are kept.', now });
  });
}

async function noteChange(tx: Tx, row: DeploymentRow, { change, addresses }: Confirmed, now: Date) {
  const isOn = change.to === 'on';
  await savePower(tx, row.id, {
    power: change.to,
    workload_version: change.version,
    // A machine that did not start was only taken out again; its next start waits.
    power_retry_at: row.power === 'broken' ? new Date(now.getTime() + REST_MS) : null,
    ...(isOn ? { workload: JSON.stringify(change.workload), result: storedResult(addresses) } : {}),
  });
  if (isOn && change.next) await takeSize(tx, row, { next: change.next, now });
  if (isOn) return;
  const detail =
    powerMeans(row.workload as Deployment) === 'machine_off'
      ? 'The machine is switched off. Its disk and its address are kept.'
      : 'The machine was taken off its network. Its disk is kept.';
  await insertEvent(tx, {
    deploymentId: row.id,
    from: 'suspended',
    to: 'suspended',
    cause: 'switched_off',
    detail,
    actor: BY_MARKETPLACE,
    now,
  });
  await noteStep(tx, row.id, { step: 'switched_off', detail, now });
}

async function run(tx: Tx, row: DeploymentRow, now: Date) {
  await endSuspension(tx, row, now);
  await endOperation(tx, row.id, { status: 'done', detail: 'It runs again.', now });
  await moveDeployment(tx, row, {
    to: 'running',
    cause: 'resumed',
    detail: 'It answers again. The full price is charged from now on.',
    actor: BY_MARKETPLACE,
    now,
    set: { suspension_cause: null, status_reason: null, data_kept_until: null, final_notice_at: null },
  });
}

/** The node took the change and could not do it. The version is used up; another try is made later. */
export async function failPower(
  { store, clock, newId }: DeploymentJobParts,
  seen: DeploymentRow,
  { change, reason }: { change: PowerChange; reason: string },
): Promise<void> {
  const now = clock.now();
  await store.transaction(async (tx) => {
    const row = await lockDeployment(tx, seen.id);
    if (row?.status !== 'suspended' || row.power_change?.version !== change.version) return;
    const isOn = change.to === 'on';
    await savePower(tx, row.id, {
      power: isOn ? 'broken' : row.power,
      workload_version: change.version,
      // A machine that did not start is taken out at once.
      power_retry_at: isOn ? null : new Date(now.getTime() + REST_MS),
    });
    await insertEvent(tx, {
      deploymentId: row.id,
      from: 'suspended',
      to: 'suspended',
      cause: isOn ? 'start_failed' : 'switch_off_failed',
      detail: `Node ${row.node_id} could not ${isOn ? 'start it' : 'switch it off'}: ${reason}. It is tried again; your data is kept.`,
      actor: BY_MARKETPLACE,
      now,
    });
    if (isOn && change.next) {
      const standing = withVolumeOf(row.workload as Deployment, change.workload as Deployment);
      return giveUpSize(tx, row, { standing, reason, now });
    }
    await openTask(tx, {
      id: newId(now),
      kind: 'power_change_waits',
      subject: row.id,
      detail: `Node ${row.node_id} could not ${isOn ? 'start' : 'switch off'} ${row.name}: ${reason}.`,
      details: { deploymentId: row.id, nodeId: row.node_id },
      now,
    });
    await noteWait(tx, row.id, { reason: `Node ${row.node_id} said: ${reason}.`, now });
  });
}
