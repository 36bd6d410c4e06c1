import { z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import { NodeIdParam, nodeSorts, OfferState, ProviderNode, ProviderNodeDetail } from './provider-nodes.ts';
import { body, csvFormat, Instant, json, jsonOrCsv, page, pageQuery, route, sortBy } from './route.ts';

const poolFields = {
  provider: z.object({
    userId: z.uuid(),
    name: z.string().openapi({ description: 'As on the provider’s profile.' }),
    email: z.string(),
    active: z.boolean().openapi({ description: 'Holds the role of a provider.' }),
  }),
  ownSharePercent: z
    .number()
    .int()
    .nullable()
    .openapi({ description: 'Set apart for this node; null where the general share holds.' }),
};

/** A node that a provider brought, as the operator sees it. */
export const PoolNode = ProviderNode.extend(poolFields).openapi('PoolNode');
export type PoolNode = z.infer<typeof PoolNode>;

export const PoolNodeDetail = ProviderNodeDetail.extend({
  ...poolFields,
  generalSharePercent: z.number(),
  shares: z
    .array(
      z.object({
        percent: z.number().int().nullable(),
        from: Instant.openapi({ description: 'Begin of the first hour for which it holds.' }),
        reason: z.string(),
        setBy: z.string(),
        setAt: Instant,
      }),
    )
    .openapi({ description: 'What was set for this node, newest first.' }),
}).openapi('PoolNodeDetail');
export type PoolNodeDetail = z.infer<typeof PoolNodeDetail>;

export const nodePoolQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  q: z.string().max(100).optional().openapi({ description: 'Part of provider, e-mail, farm or place, or the number.' }),
  state: OfferState.optional(),
  status: z.enum(['up', 'down', 'standby']).optional(),
  providerId: z.uuid().optional(),
  ownShare: z.enum(['true', 'false']).optional().openapi({ description: 'With a share set apart, or without.' }),
  sort: sortBy([...nodeSorts, 'provider', 'state', 'share'], 'id'),
});

const reason = z.string().trim().min(3, 'say why, in at least 3 characters').max(500);
const operator = { tag: 'Cloud operator', access: 'cloud-operator' } as const;
const answer = { 200: json('The node as it is now.', PoolNodeDetail), ...problems(400, 401, 403, 404) };

export const nodePoolRoutes = {
  listNodePool: route('listNodePool', {
    ...operator,
    summary: 'Nodes that providers brought',
    request: { query: nodePoolQuery },
    responses: {
      200: jsonOrCsv(
        'One page, or with `format=csv` all of the filter.',
        page(PoolNode)
          .extend({
            total: z.number().int().openapi({ description: 'Exact number of nodes that fit.' }),
            pool: z.enum(['grid', 'listed']).openapi({ description: 'Which nodes are sold, by the settings.' }),
          })
          .openapi('NodePoolPage'),
      ),
      ...problems(400, 401, 403),
    },
  }),
  getPoolNode: route('getPoolNode', {
    ...operator,
    summary: 'One node of the pool with its uptime by day',
    request: { params: NodeIdParam },
    responses: answer,
  }),
  pauseNode: route('pauseNode', {
    ...operator,
    summary: 'Take a node off sale',
    description: 'Nothing new comes to it; what runs on it goes on. Its provider is told why.',
    request: { params: NodeIdParam, body: body(z.strictObject({ reason })) },
    responses: answer,
  }),
  resumeNode: route('resumeNode', {
    ...operator,
    summary: 'Put a paused node back on sale',
    description: 'It is offered again if its provider exposes it.',
    request: { params: NodeIdParam },
    responses: answer,
  }),
  setNodeShare: route('setNodeShare', {
    ...operator,
    summary: 'Set the provider’s share of the markup on one node',
    description:
      'Holds from the next full hour on, for everything that runs there; what was charged before stays. `null` brings the general share back.',
    request: {
      params: NodeIdParam,
      body: body(z.strictObject({ percent: z.number().int().min(0).max(100).nullable(), reason })),
    },
    responses: answer,
  }),
};
