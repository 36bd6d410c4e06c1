import type { Answer, CallInput } from '../../packages/contract/src/client.ts';
import type { OperationId } from '../../packages/contract/src/operations.ts';
import type { Scene } from '../invariants/scene.ts';
import type { Person } from '../person.ts';
import { farmAccounts, requestBody, signText } from './provider-steps.ts';

type Walk = <Id extends OperationId>(person: Person, id: Id, input?: CallInput<Id>) => Promise<Answer<Id>>;

/** Through every operation of provider onboarding, as the person and as the operator. */
export async function walkProviders(walk: Walk, { house, operator }: Scene, person: Person): Promise<void> {
  const [farm] = await farmAccounts(house);
  const [nodeId = 0, other = 0] = farm.nodeIds;
  const challenge = await walk(person, 'createAccountChallenge', { body: { address: farm.address } });
  const signature = await signText(house, farm.address, challenge.text);
  await walk(person, 'connectAccount', { body: { challengeId: challenge.id, signature } });
  await walk(person, 'getProviderAccount');
  await walk(person, 'getProviderSla');
  await walk(person, 'estimateEarnings', { query: { nodeId } });
  const first = await walk(person, 'createProviderRequest', { body: requestBody([nodeId]) });
  await walk(person, 'withdrawProviderRequest', { params: { id: first.id } });
  const { id } = await walk(person, 'createProviderRequest', { body: requestBody([nodeId, other]) });
  await walk(operator, 'listAllProviderRequests', { query: { limit: 1 } });
  await walk(operator, 'reviewProviderRequest', { params: { id } });
  await walk(operator, 'answerProviderRequest', { params: { id }, body: { text: 'Where?', needsInfo: true } });
  await walk(person, 'sendRequestMessage', { params: { id }, body: { text: 'There.' } });
  await walk(person, 'getProviderRequest', { params: { id } });
  await walk(person, 'listProviderRequests', { query: { limit: 1 } });
  await walk(operator, 'decideProviderRequest', { params: { id }, body: { decision: 'approve' } });
  await walk(person, 'listProviderNodes', { query: { limit: 1 } });
  await walk(person, 'getProviderNode', { params: { id: nodeId } });
  for (const hidden of [nodeId, other])
    await walk(person, 'updateProviderNode', { params: { id: hidden }, body: { exposed: false, apps: ['vm'] } });
  await walk(person, 'getProviderProfile');
  await walk(person, 'updateProviderProfile', { body: { website: 'https://farm.test', contactPhone: null } });
  await walk(person, 'disconnectAccount');
  const { id: userId } = await person.call('getProfile');
  await walk(operator, 'revokeProvider', { params: { id: userId }, body: { reason: 'The walk is over.' } });
}
