import { type BookedDeployment, compareContracts, type LiveContract } from '@marketplace/core/reconciliation';
import { deploymentsWithContracts } from '../../postgres/contract-comparison.ts';
import type { ChainContract } from '../../tfchain/index.ts';
import type { Comparison, ComparisonParts } from './comparison.ts';

/**
 * The contracts of our twin against the deployments. Ours are read before and after the chain, so that what moved in
 * between is left to the next time.
 */
export async function compareChain({ store, chain }: ComparisonParts): Promise<Comparison> {
  const before = await deploymentsWithContracts(store.db);
  const twinId = await chain.twinIdOf(chain.signer?.address ?? '');
  if (twinId === undefined) throw new Error('our account has no twin on this chain yet');
  const contracts = (await chain.activeContractsOfTwin(twinId)).map(liveContract);
  const after = await deploymentsWithContracts(
    store.db,
    contracts.map(({ contractId }) => contractId),
  );
  const findings = compareContracts(contracts, after, changedSince(before, after));
  return { findings, facts: { twinId, contracts: contracts.length, deployments: after.length } };
}

const liveContract = ({ contractId, state, subject }: ChainContract): LiveContract => ({
  contractId,
  nodeId: subject.kind === 'name' ? undefined : subject.nodeId,
  hash: subject.kind === 'node' ? subject.hash : undefined,
  inGrace: state.kind === 'grace',
});

/** Ended ones are only in the second reading; all others must look the same in both. */
function changedSince(before: readonly BookedDeployment[], after: readonly BookedDeployment[]): Set<string> {
  const known = new Map(before.map((each) => [each.id, JSON.stringify(each)]));
  const seenThen = (each: BookedDeployment) => known.get(each.id) ?? (isEnded(each) ? JSON.stringify(each) : undefined);
  return new Set(after.filter((each) => seenThen(each) !== JSON.stringify(each)).map(({ id }) => id));
}

const isEnded = ({ status }: BookedDeployment) => status === 'deleted' || status === 'failed';
