import type { HttpParts } from '../parts.ts';
import { answerProviderRequest } from './answer-provider-request.ts';
import { connectAccount } from './connect-account.ts';
import { createAccountChallenge } from './create-account-challenge.ts';
import { createProviderRequest } from './create-provider-request.ts';
import { decideProviderRequest } from './decide-provider-request.ts';
import { disconnectAccount } from './disconnect-account.ts';
import { estimateEarnings } from './estimate-earnings.ts';
import { getProviderAccount } from './get-provider-account.ts';
import { getProviderNode } from './get-provider-node.ts';
import { getProviderProfile } from './get-provider-profile.ts';
import { getProviderRequest } from './get-provider-request.ts';
import { listAllProviderRequests } from './list-all-provider-requests.ts';
import { listProviderNodes } from './list-provider-nodes.ts';
import { listProviderRequests } from './list-provider-requests.ts';
import { removeProviderNode } from './remove-provider-node.ts';
import { reviewProviderRequest } from './review-provider-request.ts';
import { revokeProvider } from './revoke-provider.ts';
import { sendRequestMessage } from './send-request-message.ts';
import { updateProviderNode } from './update-provider-node.ts';
import { updateProviderProfile } from './update-provider-profile.ts';
import { withdrawProviderRequest } from './withdraw-provider-request.ts';

export const providersHandlers = (parts: HttpParts) => ({
  getProviderAccount: getProviderAccount(parts),
  createAccountChallenge: createAccountChallenge(parts),
  connectAccount: connectAccount(parts),
  disconnectAccount: disconnectAccount(parts),
  listProviderRequests: listProviderRequests(parts),
  createProviderRequest: createProviderRequest(parts),
  getProviderRequest: getProviderRequest(parts),
  withdrawProviderRequest: withdrawProviderRequest(parts),
  sendRequestMessage: sendRequestMessage(parts),
  listProviderNodes: listProviderNodes(parts),
  getProviderNode: getProviderNode(parts),
  updateProviderNode: updateProviderNode(parts),
  removeProviderNode: removeProviderNode(parts),
  getProviderProfile: getProviderProfile(parts),
  updateProviderProfile: updateProviderProfile(parts),
  estimateEarnings: estimateEarnings(parts),
  listAllProviderRequests: listAllProviderRequests(parts),
  reviewProviderRequest: reviewProviderRequest(parts),
  answerProviderRequest: answerProviderRequest(parts),
  decideProviderRequest: decideProviderRequest(parts),
  revokeProvider: revokeProvider(parts),
});
