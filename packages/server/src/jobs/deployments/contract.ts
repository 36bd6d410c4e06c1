import {
  type ChainIntent,
  latestSubmission,
  queueSubmission,
  type SubmissionRow,
} from '../../postgres/chain-submissions.ts';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { fail } from './fail.ts';
import { moveOn } from './move-on.ts';
import { type DeploymentJobParts, done, later, now, type StepOutcome } from './parts.ts';

const ASK_AGAIN_MS = 1000;

const refusals: Record<string, string> = {
  node_not_available: 'The node cannot be deployed on now: it is rented, dedicated or powered off.',
  node_not_found: 'The node is no longer on the grid.',
  no_public_ips: 'The farm of this node has no public IPv4 address left.',
  node_opted_out: 'The farmer took this node out of the grid.',
  insufficient_funds: 'The marketplace could not pay the grid; its operator has been told.',
};

/** Waits for the contract. Whatever happened between signing and saving, it is found again by node and hash. */
export async function awaitContract(parts: DeploymentJobParts, row: DeploymentRow): Promise<StepOutcome> {
  const submission = await latestSubmission(parts.store.db, row.id, 'create_contract');
  if (!submission) throw new Error(`deployment ${row.id} is contracting without a submission`);
  if (submission.status === 'queued' || submission.status === 'signed') return later(ASK_AGAIN_MS);
  const contractId = await createdContract(parts, row, submission);
  if (contractId !== undefined) {
    const detail = `Contract ${contractId} is on the chain.`;
    await moveOn(parts, row, {
      to: 'deploying',
      cause: 'contract_created',
      detail,
      set: { contract_id: BigInt(contractId) },
    });
    return now;
  }
  if (submission.status === 'expired') return signAgain(parts, row, submission);
  const { refusal = 'other', error = '' } = (submission.result ?? {}) as { refusal?: string; error?: string };
  const reason = refusals[refusal] ?? `The grid refused the contract (${error}).`;
  await fail(parts, row, {
    code: refusal === 'insufficient_funds' ? 'temporarily_unavailable' : 'contract_refused',
    reason,
  });
  return done;
}

/** From the event; else from storage, believed only when owner, node and hash are ours. */
export async function createdContract(
  { chain, operator }: Pick<DeploymentJobParts, 'chain' | 'operator'>,
  row: DeploymentRow,
  submission: SubmissionRow,
): Promise<number | undefined> {
  const { contractId } = (submission.result ?? {}) as { contractId?: number };
  if (contractId !== undefined) return contractId;
  if (row.workload_hash === null) return undefined;
  const found = await chain.contractIdByNodeAndHash(row.node_id, row.workload_hash);
  if (found === undefined) return undefined;
  const contract = await chain.contract(found);
  const { twinId } = await operator();
  const ours =
    contract?.twinId === twinId && contract.subject.kind === 'node' && contract.subject.hash === row.workload_hash;
  return ours && contract.state.kind !== 'deleted' ? found : undefined;
}

/** The bytes can never be included any more, and no contract exists: only now is the same thing signed anew. */
async function signAgain(parts: DeploymentJobParts, row: DeploymentRow, dead: SubmissionRow): Promise<StepOutcome> {
  const at = parts.clock.now();
  await parts.store.transaction((tx) =>
    queueSubmission(tx, { id: parts.newId(at), deploymentId: row.id, intent: dead.call as ChainIntent, now: at }),
  );
  return later(ASK_AGAIN_MS);
}
