import type { NodeProof, OperatorProviderRequest, ProviderReview } from '@marketplace/contract';
import { type OwnershipFacts, whyNotOwned } from '@marketplace/core/providers';
import { findUser } from '../../postgres/identity.ts';
import { nodesOfProvider } from '../../postgres/provider-nodes.ts';
import { findRequest, type ListedRequest, messagesOf } from '../../postgres/provider-requests.ts';
import type { Store } from '../../postgres/store.ts';
import { readOwnership } from '../../providers/owned-nodes.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import { askChainIfItAnswers } from './ask-chain.ts';
import { messageJson, noSuchRequest, requestJson } from './request.ts';

export const operatorRequestJson = (row: ListedRequest): OperatorProviderRequest => ({
  ...requestJson(row),
  applicant: { userId: row.user_id, email: row.email },
});

/** All that an operator decides by: the request, the person, the messages, and what the chain says of the nodes now. */
export async function reviewJson(
  { store, chain }: { store: Store; chain: Tfchain },
  id: string,
): Promise<ProviderReview> {
  const row = await findRequest(store.db, id);
  if (!row) throw noSuchRequest();
  const nodeIds = row.nodes.map(({ nodeId }) => nodeId);
  const [user, messages, nodes, facts] = await Promise.all([
    findUser(store.db, row.user_id),
    messagesOf(store.db, id),
    nodesOfProvider(store.db, row.user_id),
    askChainIfItAnswers(() => readOwnership(chain, nodeIds)),
  ]);
  if (!user) throw new Error('the person of a request vanished');
  return {
    ...requestJson(row),
    applicant: {
      userId: user.id,
      email: user.email,
      name: user.name,
      roles: user.roles,
      since: user.created_at.toISOString(),
      exposedNodes: nodes.filter((node) => node.exposed).length,
    },
    accountConnected: row.account_connected,
    messages: messages.map(messageJson),
    proofs: facts?.map((fact) => proofJson(fact, row.account_address)) ?? null,
  };
}

function proofJson(facts: OwnershipFacts, address: string): NodeProof {
  const reason = whyNotOwned(facts, address);
  return {
    nodeId: facts.nodeId,
    owned: reason === undefined,
    reason: reason ?? null,
    farmId: facts.farm?.id ?? null,
    farmName: facts.farm?.name ?? null,
    twinId: facts.twin?.id ?? null,
    owner: facts.twin?.address ?? null,
  };
}
