import { latestSubmission, queueSubmission } from '../../postgres/chain-submissions.ts';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { createdContract } from './contract.ts';
import { moveOn } from './move-on.ts';
import { type DeploymentJobParts, done, later, type StepOutcome } from './parts.ts';

const ASK_AGAIN_MS = 1000;

/** Cancels whatever contract there is or may come, and ends only when the chain says that none is left. */
export async function cleanUp(parts: DeploymentJobParts, row: DeploymentRow): Promise<StepOutcome> {
  const creation = await latestSubmission(parts.store.db, row.id, 'create_contract');
  // A creation on its way may still succeed: its contract must be known before it can be cancelled.
  if (creation?.status === 'queued' || creation?.status === 'signed') return later(ASK_AGAIN_MS);
  const contractId =
    row.contract_id === null ? creation && (await createdContract(parts, row, creation)) : Number(row.contract_id);
  if (contractId === undefined || (await isGone(parts, contractId))) {
    await finish(parts, row, contractId);
    return done;
  }
  const cancel = await latestSubmission(parts.store.db, row.id, 'cancel_contract');
  if (cancel?.status !== 'queued' && cancel?.status !== 'signed') await queueCancel(parts, row, contractId);
  return later(ASK_AGAIN_MS);
}

async function isGone({ chain }: DeploymentJobParts, contractId: number): Promise<boolean> {
  const contract = await chain.contract(contractId);
  return contract === undefined || contract.state.kind === 'deleted';
}

async function queueCancel(parts: DeploymentJobParts, row: DeploymentRow, contractId: number) {
  const at = parts.clock.now();
  await parts.store.transaction((tx) =>
    queueSubmission(tx, {
      id: parts.newId(at),
      deploymentId: row.id,
      intent: { kind: 'cancel_contract', contractId },
      now: at,
    }),
  );
}

async function finish(parts: DeploymentJobParts, row: DeploymentRow, contractId: number | undefined) {
  const gone =
    contractId === undefined
      ? 'Nothing was left on the grid.'
      : `Contract ${contractId} is cancelled; nothing is left on the grid.`;
  await moveOn(parts, row, {
    to: row.failure_code === null ? 'deleted' : 'failed',
    cause: 'cleaned_up',
    detail: gone,
    set: { deleted_at: parts.clock.now(), ...(contractId === undefined ? {} : { contract_id: BigInt(contractId) }) },
  });
}
