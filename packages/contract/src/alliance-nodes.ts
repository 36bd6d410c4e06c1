import { z } from '@hono/zod-openapi';
import { NodeStatus, resources } from './nodes.ts';
import { problems } from './problem.ts';
import { appIds } from './provider-requests.ts';
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

/** A node that a member gave, as the members see it. */
export const AllianceNode = z
  .object({
    id: z.uuid(),
    nodeId: z.number().int(),
    place: z.string().nullable(),
    memberId: z.uuid(),
    memberName: z.string(),
    mine: z.boolean(),
    exclusive: z.boolean(),
    apps: z.array(z.string()),
    state: z.enum(['scheduled', 'given', 'leaving', 'ended']),
    status: NodeStatus.nullable(),
    total: resources.nullable(),
    free: resources.nullable(),
    uptimePercent: z.number().nullable(),
    liveDeployments: z.number().int(),
    fromAt: Instant,
    untilAt: Instant.nullable().openapi({ description: 'End of the period that it was given for.' }),
    withdrawnAt: Instant.nullable(),
    endsAt: Instant.nullable().openapi({ description: 'When it ends: with its period, or with its notice.' }),
  })
  .openapi('AllianceNode');
export type AllianceNode = z.infer<typeof AllianceNode>;

export const NewAllianceNode = z
  .strictObject({
    nodeId: z.number().int().positive(),
    exclusive: z.boolean().openapi({
      description: 'True: the whole node, in no other alliance. False: the named apps; others may go elsewhere.',
    }),
    apps: appIds,
    fromAt: Instant.optional().openapi({ description: 'Now, if left out.' }),
    untilAt: Instant.nullable().optional().openapi({ description: 'Without an end, if left out.' }),
  })
  .openapi('NewAllianceNode');
export type NewAllianceNode = z.input<typeof NewAllianceNode>;

export const allianceNodeQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  state: z.enum(['present', 'ended', 'all']).default('present'),
});

const ContributionParam = IdParam.extend({
  contributionId: z.uuid().openapi({ param: { name: 'contributionId', in: 'path' } }),
});
const tag = 'Alliances';

export const allianceNodeRoutes = {
  listAllianceNodes: route('listAllianceNodes', {
    tag,
    access: 'signed-in',
    summary: 'Nodes given to an alliance with their terms, newest first',
    description: 'For members; others get 404 and find the offered nodes by `GET /nodes?allianceId=`.',
    request: { params: IdParam, query: allianceNodeQuery },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all.', page(AllianceNode)),
      ...problems(400, 401, 404),
    },
  }),
  giveAllianceNode: route('giveAllianceNode', {
    tag,
    access: 'cloud-provider',
    summary: 'Give an own node to an alliance',
    request: { params: IdParam, headers: IdempotencyHeader, body: body(NewAllianceNode) },
    responses: { 201: json('The contribution.', AllianceNode), ...problems(400, 401, 403, 404, 409) },
  }),
  withdrawAllianceNode: route('withdrawAllianceNode', {
    tag,
    access: 'cloud-provider',
    summary: 'Withdraw an own node with notice',
    description:
      'It is no longer offered under the alliance’s name; what runs on it keeps its terms until the notice ends. Repeating it changes nothing.',
    request: { params: ContributionParam },
    responses: { 200: json('The contribution.', AllianceNode), ...problems(401, 403, 404, 409) },
  }),
};
