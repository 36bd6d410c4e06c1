import type { MachineAnswer, PollOutcome } from '@marketplace/core/deployments';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { type NodeDeployment, RmbError, RmbSilence, RmbUndelivered, readResult } from '../../rmb/index.ts';
import { ChainError } from '../../tfchain/index.ts';
import type { HealthParts } from './parts.ts';

export interface Asked {
  outcome: PollOutcome;
  /** By deployment; those of which nothing is known are missing. */
  answers: Map<string, MachineAnswer>;
  /** Deployments whose contract the chain no longer has, at a finalized block. */
  withoutContract: Set<string>;
}

/** Asks chain and node about the machines that should be there. A question that cannot be asked answers `unknown`. */
export async function askNode(parts: HealthParts, nodeId: number, rows: readonly DeploymentRow[]): Promise<Asked> {
  try {
    const [node, power] = await Promise.all([parts.chain.node(nodeId), parts.chain.nodePower(nodeId)]);
    if (!node) return nothing('unknown');
    if (power.state === 'down') return { ...nothing('down'), withoutContract: await contractless(parts, rows) };
    return await listen(parts, node.twinId, rows);
  } catch (error) {
    if (error instanceof RmbError || error instanceof ChainError) return nothing('unknown');
    throw error;
  }
}

async function listen(parts: HealthParts, twinId: number, rows: readonly DeploymentRow[]): Promise<Asked> {
  // Asked twice: a message that the relay or a moved clock lost is no silence of the node.
  const listed = (await list(parts, twinId)) ?? (await list(parts, twinId));
  if (!listed) return { ...nothing('silent'), withoutContract: await contractless(parts, rows) };
  const byContract = new Map(listed.map((each) => [each.contract_id, each]));
  const answers = new Map<string, MachineAnswer>();
  for (const row of rows) {
    // A list leaves out what has failed as a whole: such a one is asked for by its contract.
    const contractId = Number(row.contract_id);
    const standing = byContract.get(contractId) ?? (await parts.impatientNodes.get(twinId, contractId));
    answers.set(row.id, answerOf(standing));
  }
  const missing = rows.filter((row) => answers.get(row.id) === 'gone');
  return { outcome: 'answered', answers, withoutContract: await contractless(parts, missing) };
}

/** Undefined when nothing comes. */
async function list({ impatientNodes }: HealthParts, twinId: number): Promise<NodeDeployment[] | undefined> {
  try {
    return await impatientNodes.list(twinId);
  } catch (error) {
    if (error instanceof RmbSilence || error instanceof RmbUndelivered) return undefined;
    throw error;
  }
}

function answerOf(standing: NodeDeployment | undefined): MachineAnswer {
  if (!standing) return 'gone';
  const { state } = readResult(standing);
  if (state === 'deleted') return 'gone';
  if (state === 'pending') return 'pending';
  return state === 'ok' ? 'ok' : 'failed';
}

async function contractless({ chain }: HealthParts, rows: readonly DeploymentRow[]): Promise<Set<string>> {
  const gone = new Set<string>();
  for (const row of rows) {
    const contract = await chain.contract(Number(row.contract_id));
    if (contract === undefined || contract.state.kind === 'deleted') gone.add(row.id);
  }
  return gone;
}

const nothing = (outcome: PollOutcome): Asked => ({ outcome, answers: new Map(), withoutContract: new Set() });
