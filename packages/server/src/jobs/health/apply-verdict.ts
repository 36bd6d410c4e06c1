import {
  contractGoneNotice,
  degradedNotice,
  type MachineVerdict,
  type OutageCause,
  recoveredNotice,
} from '@marketplace/core/deployments';
import { type DeploymentRow, moveDeployment } from '../../postgres/deployments.ts';
import { notify } from '../../postgres/notifications.ts';
import { beginOutage, endOutage, saveDoubt } from '../../postgres/outages.ts';
import type { Tx } from '../../postgres/store.ts';
import { closeTask, openTask } from '../../postgres/tasks.ts';
import { minuteWords } from '../../time-words.ts';
import { beginDelete } from '../deployments/begin-delete.ts';
import type { HealthParts } from './parts.ts';

const BY_MARKETPLACE = 'marketplace';

/** Writes what a poll means for one locked machine, and tells its owner once. */
export async function applyVerdict(
  parts: HealthParts,
  tx: Tx,
  row: DeploymentRow,
  { verdict, at }: { verdict: MachineVerdict; at: Date },
): Promise<void> {
  if (verdict.kind === 'fine') return recover(parts, tx, row, at);
  if (verdict.kind === 'doubt' && row.status === 'running' && row.doubted_since === null)
    return saveDoubt(tx, row.id, new Date(verdict.sinceMs));
  if (verdict.kind !== 'outage') return;
  if (verdict.cause === 'machine_gone') await askOperator(parts, tx, row, at);
  if (row.status === 'running')
    await lose(parts, tx, row, { cause: verdict.cause, since: new Date(verdict.sinceMs), at });
}

async function recover({ newId }: HealthParts, tx: Tx, row: DeploymentRow, at: Date) {
  if (row.status === 'running' && row.doubted_since !== null) return saveDoubt(tx, row.id, null);
  if (row.status !== 'degraded') return;
  const from = await endOutage(tx, row.id, at);
  await moveDeployment(tx, row, {
    to: 'running',
    cause: 'recovered',
    detail: 'Its node answers again and the machine runs. It is charged again from now on.',
    actor: BY_MARKETPLACE,
    now: at,
    set: { status_reason: null },
  });
  await closeTask(tx, { kind: 'machine_gone', subject: row.id, by: BY_MARKETPLACE, resolution: 'it is back', now: at });
  const minutes = from ? Math.floor((at.getTime() - from.getTime()) / 60_000) : 0;
  const notice = recoveredNotice({ ...factsOf(row, at), minutes, occasion: `${row.id}:${from?.getTime()}` });
  await notify(tx, { userId: row.user_id, notice, now: at, newId });
}

async function lose(
  { newId, log }: HealthParts,
  tx: Tx,
  row: DeploymentRow,
  { cause, since, at }: { cause: OutageCause; since: Date; at: Date },
) {
  const from = await beginOutage(tx, row, { cause, since, now: at });
  const notice = degradedNotice({ ...factsOf(row, from), cause, occasion: `${row.id}:${from.getTime()}` });
  await notify(tx, { userId: row.user_id, notice, now: at, newId });
  log.warn({ deployment: row.id, node: row.node_id, cause }, 'a machine is out');
}

/** The contract lives and the node knows nothing of it: a person has to decide. */
const askOperator = ({ newId }: HealthParts, tx: Tx, row: DeploymentRow, at: Date) =>
  openTask(tx, {
    id: newId(at),
    kind: 'machine_gone',
    subject: row.id,
    detail: `Node ${row.node_id} no longer has ${row.name}, though its contract ${row.contract_id} is alive.`,
    details: { deploymentId: row.id, nodeId: row.node_id, contractId: Number(row.contract_id) },
    now: at,
  });

/** Somebody cancelled the contract: there is nothing left to wait for. The charge ends when it was last seen. */
export async function endWithContract(
  { newId, log }: HealthParts,
  tx: Tx,
  row: DeploymentRow,
  { at, seenAt }: { at: Date; seenAt: Date | null },
): Promise<void> {
  const chargeUntil = seenAt ?? at;
  const detail = `Contract ${row.contract_id} is gone from the chain without being cancelled here. Charging ended when it was last seen.`;
  await beginDelete(tx, row, { now: at, actor: BY_MARKETPLACE, cause: 'contract_gone', detail, chargeUntil });
  await openTask(tx, {
    id: newId(at),
    kind: 'contract_gone',
    subject: row.id,
    detail: `Contract ${row.contract_id} of ${row.name} on node ${row.node_id} was cancelled outside this marketplace.`,
    severity: 'urgent',
    details: { deploymentId: row.id, nodeId: row.node_id, contractId: Number(row.contract_id) },
    now: at,
  });
  const notice = contractGoneNotice({ ...factsOf(row, chargeUntil), occasion: row.id });
  await notify(tx, { userId: row.user_id, notice, now: at, newId });
  log.warn({ deployment: row.id, contract: Number(row.contract_id) }, 'a contract is gone from the chain');
}

const factsOf = (row: DeploymentRow, at: Date) => ({
  deploymentId: row.id,
  name: row.name,
  nodeId: row.node_id,
  at: minuteWords(at),
});
