import type { Scene } from '../invariants/scene.ts';
import type { Person } from '../person.ts';
import { farmAccounts, requestBody, signText } from './provider-steps.ts';

/** Through every operation of provider onboarding, as the person and as the operator. */
export async function walkProviders({ house, operator }: Scene, person: Person): Promise<void> {
  const [farm] = await farmAccounts(house);
  const [nodeId = 0, other = 0] = farm.nodeIds;
  const challenge = await person.call('createAccountChallenge', { body: { address: farm.address } });
  const signature = await signText(house, farm.address, challenge.text);
  await person.call('connectAccount', { body: { challengeId: challenge.id, signature } });
  await person.call('getProviderAccount');
  await person.call('getLegalDocument', { params: { kind: 'sla_provider' }, query: {} });
  await person.call('estimateEarnings', { query: { nodeId } });
  const first = await person.call('createProviderRequest', { body: requestBody([nodeId]) });
  await person.call('withdrawProviderRequest', { params: { id: first.id } });
  const { id } = await person.call('createProviderRequest', { body: requestBody([nodeId, other]) });
  await operator.call('listAllProviderRequests', { query: { limit: 1 } });
  await operator.call('reviewProviderRequest', { params: { id } });
  await operator.call('answerProviderRequest', { params: { id }, body: { text: 'Where?', needsInfo: true } });
  await person.call('sendRequestMessage', { params: { id }, body: { text: 'There.' } });
  await person.call('getProviderRequest', { params: { id } });
  await person.call('listProviderRequests', { query: { limit: 1 } });
  await operator.call('decideProviderRequest', { params: { id }, body: { decision: 'approve' } });
  await person.call('listProviderNodes', { query: { limit: 1 } });
  await person.call('getProviderNode', { params: { id: nodeId } });
  for (const hidden of [nodeId, other])
    await person.call('updateProviderNode', { params: { id: hidden }, body: { exposed: false, apps: ['vm'] } });
  await person.call('getProviderProfile');
  await person.call('updateProviderProfile', { body: { website: 'https://farm.test', contactPhone: null } });
  await person.call('disconnectAccount');
  const { id: userId } = await person.call('getProfile');
  await operator.call('revokeProvider', { params: { id: userId }, body: { reason: 'The walk is over.' } });
}

/** Through what the operator does with the nodes of a provider, who takes one out in the end. */
export async function walkNodePool({ operator }: Scene, provider: Person): Promise<void> {
  const params = { id: 2 };
  await operator.call('listNodePool', { query: { limit: 1 } });
  await operator.call('pauseNode', { params, body: { reason: 'a look' } });
  await operator.call('resumeNode', { params });
  await operator.call('setNodeShare', { params, body: { percent: 20, reason: 'a gift' } });
  await operator.call('getPoolNode', { params });
  await provider.call('removeProviderNode', { params: { id: 3 } });
}
