import { z } from '@hono/zod-openapi';
import { Role } from './identity.ts';
import { problems } from './problem.ts';
import {
  body,
  csvFormat,
  IdempotencyHeader,
  IdParam,
  Instant,
  json,
  jsonOrCsv,
  page,
  pageQuery,
  route,
  sortBy,
} from './route.ts';

export const providerRequestStatuses = ['pending', 'needs_info', 'approved', 'declined', 'withdrawn'] as const;
export const ProviderRequestStatus = z.enum(providerRequestStatuses).openapi('ProviderRequestStatus', {
  description: '`pending` waits for the operator, `needs_info` for the person; the others are final.',
});
export type ProviderRequestStatus = z.infer<typeof ProviderRequestStatus>;

const nodeId = z
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1);
const contactName = z.string().trim().min(1, 'must not be empty').max(100);
const contactEmail = z.email('must be an e-mail address').max(200);
const contactPhone = z.string().trim().min(1).max(40);
const longText = z.string().trim().min(1, 'must not be empty').max(2000);
export const appIds = z.array(z.string().max(50)).min(1, 'must name at least one app').max(50);

export const NewProviderRequest = z
  .strictObject({
    name: contactName,
    contactEmail,
    contactPhone: contactPhone.optional(),
    nodeIds: z.array(nodeId).min(1, 'must name at least one node').max(50),
    apps: appIds,
    slaVersion: z.number().int().openapi({ description: 'The version that was read and is accepted.' }),
    comment: longText.optional(),
  })
  .openapi('NewProviderRequest');
export type NewProviderRequest = z.input<typeof NewProviderRequest>;

export const RequestMessage = z
  .object({ id: z.uuid(), author: z.enum(['provider', 'operator']), text: z.string(), createdAt: Instant })
  .openapi('RequestMessage');
export type RequestMessage = z.infer<typeof RequestMessage>;

export const ProviderRequest = z
  .object({
    id: z.uuid(),
    status: ProviderRequestStatus,
    name: z.string(),
    contactEmail: z.string(),
    contactPhone: z.string().nullable(),
    network: z.string(),
    address: z.string().openapi({ description: 'The account that proved the nodes.' }),
    nodes: z.array(z.object({ nodeId: z.number().int(), farmId: z.number().int() })),
    apps: z.array(z.string()),
    comment: z.string().nullable(),
    slaVersion: z.number().int(),
    slaAcceptedAt: Instant,
    decidedAt: Instant.nullable(),
    decisionReason: z.string().nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .openapi('ProviderRequest');
export type ProviderRequest = z.infer<typeof ProviderRequest>;

export const ProviderRequestDetail = ProviderRequest.extend({ messages: z.array(RequestMessage) }).openapi(
  'ProviderRequestDetail',
);
export type ProviderRequestDetail = z.infer<typeof ProviderRequestDetail>;

export const OperatorProviderRequest = ProviderRequest.extend({
  applicant: z.object({ userId: z.uuid(), email: z.string() }),
}).openapi('OperatorProviderRequest');
export type OperatorProviderRequest = z.infer<typeof OperatorProviderRequest>;

/** What the chain says about a node of a request, now. */
export const NodeProof = z
  .object({
    nodeId: z.number().int(),
    owned: z.boolean(),
    reason: z.string().nullable().openapi({ description: 'Why it is not owned by the account.' }),
    farmId: z.number().int().nullable(),
    farmName: z.string().nullable(),
    twinId: z.number().int().nullable(),
    owner: z.string().nullable().openapi({ description: 'Address of the farm’s twin.' }),
  })
  .openapi('NodeProof');
export type NodeProof = z.infer<typeof NodeProof>;

export const ProviderReview = OperatorProviderRequest.extend({
  applicant: z.object({
    userId: z.uuid(),
    email: z.string(),
    name: z.string(),
    roles: z.array(Role),
    since: Instant,
    exposedNodes: z.number().int(),
  }),
  accountConnected: z
    .boolean()
    .openapi({ description: 'The account is still connected; without it nothing is proven.' }),
  messages: z.array(RequestMessage),
  proofs: z.array(NodeProof).nullable().openapi({ description: 'Null while the chain does not answer.' }),
}).openapi('ProviderReview');
export type ProviderReview = z.infer<typeof ProviderReview>;

export const operatorRequestQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  status: z.enum([...providerRequestStatuses, 'open', 'all']).default('open'),
  q: z.string().max(100).optional(),
  sort: sortBy(['created', 'name', 'email', 'status'], '-created'),
});

export const Decision = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('approve'), reason: longText.optional() }),
    z.strictObject({ decision: z.literal('decline'), reason: longText }),
  ])
  .openapi('ProviderDecision');

const provider = { tag: 'Cloud provider', access: 'signed-in' } as const;
const operator = { tag: 'Cloud operator', access: 'cloud-operator' } as const;

export const providerRequestRoutes = {
  listProviderRequests: route('listProviderRequests', {
    ...provider,
    summary: 'Own requests, newest first',
    request: { query: z.strictObject({ ...pageQuery, sort: sortBy(['created', 'status'], '-created') }) },
    responses: { 200: json('One page.', page(ProviderRequest)), ...problems(400, 401) },
  }),
  createProviderRequest: route('createProviderRequest', {
    ...provider,
    summary: 'Ask to offer nodes',
    description:
      'The connected account must own every node on the chain. A provider adds nodes in the same way. One request at a time.',
    request: { headers: IdempotencyHeader, body: body(NewProviderRequest) },
    responses: { 201: json('The request.', ProviderRequestDetail), ...problems(400, 401, 409, 422, 503) },
  }),
  getProviderRequest: route('getProviderRequest', {
    ...provider,
    summary: 'One own request with its messages',
    request: { params: IdParam },
    responses: { 200: json('The request.', ProviderRequestDetail), ...problems(401, 404) },
  }),
  withdrawProviderRequest: route('withdrawProviderRequest', {
    ...provider,
    summary: 'Take an open request back',
    request: { params: IdParam },
    responses: { 200: json('The withdrawn request.', ProviderRequestDetail), ...problems(401, 404, 409) },
  }),
  sendRequestMessage: route('sendRequestMessage', {
    ...provider,
    summary: 'Write to the operator about a request',
    description: 'An answer to a request that needs information makes it wait for the operator again.',
    request: { params: IdParam, headers: IdempotencyHeader, body: body(z.strictObject({ text: longText })) },
    responses: { 201: json('The request.', ProviderRequestDetail), ...problems(400, 401, 404, 409) },
  }),
  listAllProviderRequests: route('listAllProviderRequests', {
    ...operator,
    summary: 'Requests of all people, newest first',
    request: { query: operatorRequestQuery },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all of the filter.', page(OperatorProviderRequest)),
      ...problems(400, 401, 403),
    },
  }),
  reviewProviderRequest: route('reviewProviderRequest', {
    ...operator,
    summary: 'One request with its messages and what the chain says about its nodes',
    request: { params: IdParam },
    responses: { 200: json('The request.', ProviderReview), ...problems(401, 403, 404) },
  }),
  answerProviderRequest: route('answerProviderRequest', {
    ...operator,
    summary: 'Write to the person about their request',
    request: {
      params: IdParam,
      headers: IdempotencyHeader,
      body: body(
        z.strictObject({
          text: longText,
          needsInfo: z.boolean().default(false).openapi({ description: 'The request waits until the person answers.' }),
        }),
      ),
    },
    responses: { 201: json('The request.', ProviderReview), ...problems(400, 401, 403, 404, 409) },
  }),
  decideProviderRequest: route('decideProviderRequest', {
    ...operator,
    summary: 'Approve or decline a request',
    description:
      'Approving asks the chain once more, grants the role at once and exposes the nodes. The same decision twice is one; another one on a decided request is refused.',
    request: { params: IdParam, body: body(Decision) },
    responses: { 200: json('The decided request.', ProviderReview), ...problems(400, 401, 403, 404, 409, 422, 503) },
  }),
  revokeProvider: route('revokeProvider', {
    ...operator,
    summary: 'Take the provider role away and hide the nodes',
    description: 'What runs on the nodes goes on; what was earned stays owed. The person may apply again.',
    request: { params: IdParam, body: body(z.strictObject({ reason: longText })) },
    responses: {
      200: json(
        'What changed.',
        z.object({ userId: z.uuid(), roles: z.array(Role), hiddenNodeIds: z.array(z.number()) }),
      ),
      ...problems(400, 401, 403, 404),
    },
  }),
};
