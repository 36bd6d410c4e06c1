import { type DeploymentRow, releaseHold } from '../../postgres/deployments.ts';
import { type Deployment, RmbError, readResult, signDeployment, type VmAddresses } from '../../rmb/index.ts';
import { fail } from './fail.ts';
import { moveOn } from './move-on.ts';
import { type DeploymentJobParts, done, later, type StepOutcome } from './parts.ts';

const ASK_AGAIN_MS = 700;
/** Real time that a node has for a machine, image download included. */
const GIVE_UP_MS = 10 * 60_000;
/** Real time in which a node may not have seen the contract yet. */
const CONTRACT_SEEN_MS = 60_000;

/** Sends the deployment to the node (repeating is harmless) and asks until every part runs or one failed. */
export async function deployOnNode(parts: DeploymentJobParts, row: DeploymentRow): Promise<StepOutcome> {
  const waitedMs = parts.clock.machine().getTime() - (row.step_started_at ?? parts.clock.machine()).getTime();
  try {
    return await ask(parts, row, waitedMs);
  } catch (error) {
    if (!(error instanceof RmbError)) throw error;
    if (waitedMs < GIVE_UP_MS) return later(ASK_AGAIN_MS * 2);
    await fail(parts, row, {
      code: 'node_silent',
      reason: `Node ${row.node_id} did not answer for ${Math.round(waitedMs / 60_000)} minutes.`,
    });
    return done;
  }
}

async function ask(parts: DeploymentJobParts, row: DeploymentRow, waitedMs: number): Promise<StepOutcome> {
  const contractId = Number(row.contract_id);
  const node = await parts.chain.node(row.node_id);
  if (!node) throw new Error(`node ${row.node_id} vanished from the chain`);
  const workloads = await parts.nodes.changes(node.twinId, contractId);
  if (workloads === undefined) {
    const { sign } = await parts.operator();
    const sent = await parts.nodes.deploy(
      node.twinId,
      signDeployment(row.workload as Deployment, contractId, { sign }),
    );
    if (sent.kind === 'accepted') return later(ASK_AGAIN_MS);
    if (sent.refusal === 'contract_not_found' && waitedMs < CONTRACT_SEEN_MS) return later(ASK_AGAIN_MS);
    await fail(parts, row, { code: 'node_refused', reason: `Node ${row.node_id} refused: ${sent.message}.` });
    return done;
  }
  const result = readResult({ workloads });
  if (result.state === 'ok') {
    await start(parts, row, result);
    return done;
  }
  if (result.state === 'error') {
    await fail(parts, row, {
      code: 'node_failed',
      reason: `Node ${row.node_id} could not start it: ${result.message}.`,
    });
    return done;
  }
  if (waitedMs < GIVE_UP_MS) return later(ASK_AGAIN_MS);
  await fail(parts, row, {
    code: 'node_slow',
    reason: `Node ${row.node_id} did not finish in ${GIVE_UP_MS / 60_000} minutes.`,
  });
  return done;
}

/** Billing begins in the second in which it runs; the hold goes back in the same transaction. */
async function start(parts: DeploymentJobParts, row: DeploymentRow, addresses: VmAddresses) {
  const from = new Date(Math.floor(parts.clock.now().getTime() / 1000) * 1000);
  const change = {
    to: 'running' as const,
    cause: 'ready',
    detail: 'The machine runs. Charging begins; what was held is released.',
    set: { billing_from: from, billed_until: from, result: storedResult(addresses), status_reason: null },
  };
  await moveOn(parts, row, change, (tx, now) => releaseHold(tx, row, now));
}

/** Addresses as the deployment keeps them. */
export const storedResult = (addresses: VmAddresses): string =>
  JSON.stringify({
    ...(addresses.publicIp ? { publicIp: addresses.publicIp } : {}),
    ...(addresses.privateIp ? { privateIp: addresses.privateIp } : {}),
    ...(addresses.myceliumIp ? { privateNetworkIp: addresses.myceliumIp } : {}),
    ...(addresses.consoleUrl ? { consoleUrl: addresses.consoleUrl } : {}),
  });
