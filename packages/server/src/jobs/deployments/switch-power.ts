import { appById, imageOf, machineLayout } from '@marketplace/core/catalog';
import { latestSubmission, queueSubmission, type SubmissionRow } from '../../postgres/chain-submissions.ts';
import { noteWait } from '../../postgres/deployment-operations.ts';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { beginPowerChange, restPower, startEnvironment } from '../../postgres/power.ts';
import type { PowerChange } from '../../postgres/schema/deployments.ts';
import { openTask } from '../../postgres/tasks.ts';
import {
  type Deployment,
  deploymentHash,
  type NodeDeployment,
  RmbError,
  readResult,
  type StartChange,
  signDeployment,
  withoutPower,
  withPower,
} from '../../rmb/index.ts';
import { confirmPower, failPower, REST_MS } from './confirm-power.ts';
import { type DeploymentJobParts, done, later, now, type StepOutcome } from './parts.ts';

const ASK_AGAIN_MS = 700;
/** Real time in which a node is asked again and again; after that at leisure. */
const PATIENCE_MS = 2 * 60_000;
/** Real time in which a node may not have seen the contract's new version yet. */
const CONTRACT_SEEN_MS = 60_000;
/**
 * Brings a suspended deployment to what is wanted on its node: off, or on again. One change at a time, each written down
 * before chain and node hear of it; what was begun is brought to its end even when the opposite is wanted meanwhile.
 */
export async function switchPower(parts: DeploymentJobParts, row: DeploymentRow): Promise<StepOutcome> {
  if (row.power_retry_at !== null && row.power_retry_at > parts.clock.now()) return done;
  if (row.power_change) return carryOut(parts, row, row.power_change);
  if (row.power === row.power_wanted) {
    if (row.power === 'off') return done;
    // It was to come back before anything had been switched off.
    await confirmPower(parts, row, undefined);
    return done;
  }
  // What the node could not start has to be taken out again before another try.
  const to = row.power_wanted === 'off' || row.power === 'broken' ? 'off' : 'on';
  const version = row.workload_version + 1;
  const standing = row.workload as Deployment;
  const workload = to === 'off' ? withoutPower(standing, version) : withPower(standing, version, startChange(row));
  const next = to === 'on' && row.next_size ? { next: row.next_size } : {};
  await beginPowerChange(parts, row, { to, version, hash: deploymentHash(workload), workload, ...next });
  return now;
}

/** Keys, variables and size as they shall be from the next start on. */
function startChange(row: DeploymentRow): StartChange {
  const env = startEnvironment(row);
  const app = appById(row.app_id);
  const image = app && imageOf(app, row.image_id);
  if (!row.next_size || !image) return { env };
  const { cpu, memoryMb, rootMb, volume } = machineLayout(image.kind, row.next_size.size);
  return { env, layout: { cpu, memoryMb, rootMb, volumeMb: volume?.sizeMb ?? 0 } };
}

async function carryOut(parts: DeploymentJobParts, row: DeploymentRow, change: PowerChange): Promise<StepOutcome> {
  const submission = await latestSubmission(parts.store.db, row.id, 'update_contract');
  if (!submission) throw new Error(`deployment ${row.id} changes its power without a submission`);
  if (submission.status === 'queued' || submission.status === 'signed') return later(ASK_AGAIN_MS);
  if (submission.status === 'expired') return signAgain(parts, row, submission);
  if (submission.status === 'refused') {
    const { error = 'unknown' } = (submission.result ?? {}) as { error?: string };
    return rest(parts, row, { reason: `the chain refused: ${error}`, dropChange: true });
  }
  try {
    return await tellNode(parts, row, change);
  } catch (error) {
    if (!(error instanceof RmbError)) throw error;
    if (waitedMs(parts, row) < PATIENCE_MS) return later(ASK_AGAIN_MS * 2);
    return rest(parts, row, { reason: `node ${row.node_id} does not answer` });
  }
}

/** The bytes can never be included any more: the same is signed anew. */
async function signAgain(parts: DeploymentJobParts, row: DeploymentRow, dead: SubmissionRow): Promise<StepOutcome> {
  const at = parts.clock.now();
  const intent = dead.call as Parameters<typeof queueSubmission>[1]['intent'];
  await parts.store.transaction((tx) =>
    queueSubmission(tx, { id: parts.newId(at), deploymentId: row.id, intent, now: at }),
  );
  return later(ASK_AGAIN_MS);
}

async function tellNode(parts: DeploymentJobParts, row: DeploymentRow, change: PowerChange): Promise<StepOutcome> {
  const contractId = Number(row.contract_id);
  const node = await parts.chain.node(row.node_id);
  if (!node) throw new Error(`node ${row.node_id} vanished from the chain`);
  const standing = await parts.nodes.get(node.twinId, contractId);
  if (standing && standing.version >= change.version) return readOutcome(parts, row, change, standing);
  const { sign } = await parts.operator();
  const signed = signDeployment(change.workload as Deployment, contractId, { sign });
  const sent = await parts.nodes.update(node.twinId, signed);
  if (sent.kind === 'accepted') return later(ASK_AGAIN_MS);
  const mayBeLate = sent.refusal === 'hash_mismatch' || sent.refusal === 'contract_not_found';
  if (mayBeLate && waitedMs(parts, row) < CONTRACT_SEEN_MS) return later(ASK_AGAIN_MS);
  return rest(parts, row, { reason: `node ${row.node_id} refused: ${sent.message}` });
}

async function readOutcome(
  parts: DeploymentJobParts,
  row: DeploymentRow,
  change: PowerChange,
  standing: NodeDeployment,
): Promise<StepOutcome> {
  const result = readResult(standing);
  if (result.state === 'pending') {
    if (waitedMs(parts, row) < PATIENCE_MS) return later(ASK_AGAIN_MS);
    return rest(parts, row, { reason: `node ${row.node_id} did not finish` });
  }
  if (result.state === 'ok') {
    await confirmPower(parts, row, { change, addresses: result });
    return now;
  }
  const reason = result.state === 'error' ? result.message : `the node says ${result.state}`;
  await failPower(parts, row, { change, reason });
  return now;
}

/** Asks again later by our clock; the operator learns of it, and the deployment stays suspended meanwhile. */
async function rest(
  parts: DeploymentJobParts,
  row: DeploymentRow,
  { reason, dropChange = false }: { reason: string; dropChange?: boolean },
): Promise<StepOutcome> {
  const at = parts.clock.now();
  await parts.store.transaction(async (tx) => {
    await restPower(tx, row, { until: new Date(at.getTime() + REST_MS), dropChange });
    await openTask(tx, {
      id: parts.newId(at),
      kind: 'power_change_waits',
      subject: row.id,
      detail: `${row.name} is to be ${row.power_wanted === 'off' ? 'switched off' : 'started again'}, but ${reason}.`,
      details: { deploymentId: row.id, nodeId: row.node_id },
      now: at,
    });
    await noteWait(tx, row.id, { reason: `${reason}; it is asked again in five minutes`, now: at });
  });
  parts.log.warn({ deployment: row.id, reason }, 'a change of power waits');
  return done;
}

const waitedMs = ({ clock }: DeploymentJobParts, row: DeploymentRow): number =>
  clock.machine().getTime() - (row.step_started_at ?? clock.machine()).getTime();
