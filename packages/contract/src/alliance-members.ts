import { z } from '@hono/zod-openapi';
import { AllianceDetail, AllianceKind, MemberState, memberName, votingWeight } from './alliances.ts';
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
} from './route.ts';

/** A member as the other members see it. */
export const AllianceMember = z
  .object({
    id: z.uuid(),
    name: z.string(),
    state: MemberState,
    weight: z.number().int(),
    founder: z.boolean(),
    you: z.boolean(),
    nodes: z.number().int().openapi({ description: 'Nodes that count now.' }),
    createdAt: Instant,
    joinedAt: Instant.nullable(),
    noticeAt: Instant.nullable(),
    endsAt: Instant.nullable(),
  })
  .openapi('AllianceMember');
export type AllianceMember = z.infer<typeof AllianceMember>;

export const AllianceInvitation = z
  .object({
    id: z.uuid(),
    to: z.string().openapi({ description: 'E-mail or address; shortened for all but whoever invited.' }),
    invitedBy: z.string(),
    weight: z.number().int(),
    message: z.string().nullable(),
    state: z.enum(['open', 'accepted', 'declined', 'withdrawn', 'expired']),
    createdAt: Instant,
    expiresAt: Instant,
    decidedAt: Instant.nullable(),
  })
  .openapi('AllianceInvitation');
export type AllianceInvitation = z.infer<typeof AllianceInvitation>;

/** An invitation as the invited person sees it. */
export const OwnInvitation = z
  .object({
    id: z.uuid(),
    alliance: z.object({
      id: z.uuid(),
      slug: z.string(),
      name: z.string(),
      kind: AllianceKind,
      purpose: z.string(),
      slaPercent: z.number(),
    }),
    invitedBy: z.string(),
    weight: z.number().int(),
    message: z.string().nullable(),
    needsVote: z.boolean().openapi({ description: 'The alliance is active: its members vote on whoever accepts.' }),
    createdAt: Instant,
    expiresAt: Instant,
  })
  .openapi('OwnInvitation');
export type OwnInvitation = z.infer<typeof OwnInvitation>;

const message = z.string().trim().min(1).max(500);

export const NewInvitation = z
  .strictObject({
    email: z.email('must be an e-mail address').max(200).optional(),
    address: z.string().trim().max(100).optional().openapi({ description: 'An account on the chain.' }),
    weight: votingWeight.default(1),
    message: message.optional(),
  })
  .refine(({ email, address }) => (email === undefined) !== (address === undefined), {
    path: ['email'],
    message: 'must be given, or an address instead, not both',
  })
  .openapi('NewInvitation');
export type NewInvitation = z.input<typeof NewInvitation>;

export const allianceMemberQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  state: z.enum(['present', 'past', 'all']).default('present'),
});

const InvitationParam = IdParam.extend({
  invitationId: z.uuid().openapi({ param: { name: 'invitationId', in: 'path' } }),
});
const tag = 'Alliances';

export const allianceMemberRoutes = {
  listAllianceMembers: route('listAllianceMembers', {
    tag,
    access: 'signed-in',
    summary: 'Members with their dates, by who came first',
    description: 'For members; others get 404.',
    request: { params: IdParam, query: allianceMemberQuery },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all.', page(AllianceMember)),
      ...problems(400, 401, 404),
    },
  }),
  joinAlliance: route('joinAlliance', {
    tag,
    access: 'provider-or-operator',
    summary: 'Ask to join an active alliance',
    description: 'Opens a vote of its members. Repeating it changes nothing.',
    request: { params: IdParam, body: body(z.strictObject({ memberName, message: message.optional() })) },
    responses: { 201: json('The alliance.', AllianceDetail), ...problems(400, 401, 403, 404, 409) },
  }),
  acceptInvitation: route('acceptInvitation', {
    tag,
    access: 'provider-or-operator',
    summary: 'Accept an invitation',
    description:
      'By whoever holds the invited e-mail, verified, or has connected the invited account. Joins a proposed alliance at once; on an active one its members vote. Repeating it changes nothing.',
    request: { params: IdParam, body: body(z.strictObject({ memberName })) },
    responses: { 200: json('The alliance.', AllianceDetail), ...problems(400, 401, 403, 404, 409) },
  }),
  declineInvitation: route('declineInvitation', {
    tag,
    access: 'signed-in',
    summary: 'Decline an invitation',
    request: { params: IdParam },
    responses: { 204: { description: 'Declined.' }, ...problems(401, 404, 409) },
  }),
  leaveAlliance: route('leaveAlliance', {
    tag,
    access: 'signed-in',
    summary: 'Leave an alliance, or take back the wish to join',
    description:
      'With the notice of the alliance; at once while it is proposed. The founder of a proposed alliance ends it by leaving. Repeating it changes nothing.',
    request: { params: IdParam },
    responses: { 204: { description: 'Notice is given.' }, ...problems(401, 404) },
  }),
  listOwnInvitations: route('listOwnInvitations', {
    tag,
    access: 'signed-in',
    summary: 'Invitations that wait for the caller, newest first',
    responses: { 200: json('All of them.', z.object({ items: z.array(OwnInvitation) })), ...problems(401) },
  }),
  listAllianceInvitations: route('listAllianceInvitations', {
    tag,
    access: 'signed-in',
    summary: 'Invitations of an alliance, newest first',
    description: 'For members; others get 404.',
    request: { params: IdParam, query: z.strictObject(pageQuery) },
    responses: { 200: json('One page.', page(AllianceInvitation)), ...problems(400, 401, 404) },
  }),
  inviteMember: route('inviteMember', {
    tag,
    access: 'provider-or-operator',
    summary: 'Invite a provider or operator by e-mail or account',
    description: 'The answer is the same whether or not somebody with it is known here.',
    request: { params: IdParam, headers: IdempotencyHeader, body: body(NewInvitation) },
    responses: { 201: json('The invitation.', AllianceInvitation), ...problems(400, 401, 403, 404, 409, 429) },
  }),
  withdrawInvitation: route('withdrawInvitation', {
    tag,
    access: 'provider-or-operator',
    summary: 'Take an open invitation back',
    request: { params: InvitationParam },
    responses: { 204: { description: 'Withdrawn.' }, ...problems(401, 403, 404, 409) },
  }),
};
