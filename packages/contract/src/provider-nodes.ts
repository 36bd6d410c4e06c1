import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { Node } from './nodes.ts';
import { problems } from './problem.ts';
import { appIds } from './provider-requests.ts';
import { body, csvFormat, Instant, json, jsonOrCsv, page, pageQuery, route, sortBy } from './route.ts';

export const OfferState = z.enum(['offered', 'paused', 'hidden', 'leaving', 'withheld']).openapi('OfferState', {
  description:
    '`paused` by the operator, `hidden` by its provider, `leaving` as its provider takes it out, `withheld` for the reason that the node names.',
});
export type OfferState = z.infer<typeof OfferState>;

/** A node that a provider brought, as its provider sees it: how many deployments it carries, never whose. */
export const ProviderNode = z
  .object({
    node: Node,
    exposed: z.boolean().openapi({ description: 'The provider’s own switch.' }),
    pausedReason: z.string().nullable().openapi({ description: 'Why the operator paused it.' }),
    state: OfferState,
    apps: z.array(z.string()),
    sharePercent: z
      .number()
      .openapi({ description: 'Of the markup, paid by this marketplace for what is ordered now.' }),
    leavingSince: Instant.nullable().openapi({ description: 'Since when its provider takes it out.' }),
    liveDeployments: z.number().int(),
    listedAt: Instant,
  })
  .openapi('ProviderNode');
export type ProviderNode = z.infer<typeof ProviderNode>;

export const ProviderNodeDetail = ProviderNode.extend({
  days: z
    .array(z.object({ day: z.string(), upSeconds: z.number().int(), knownSeconds: z.number().int() }))
    .openapi({ description: 'Evidence per UTC day of the last 90; a day without a look is left out.' }),
}).openapi('ProviderNodeDetail');
export type ProviderNodeDetail = z.infer<typeof ProviderNodeDetail>;

export const NodeRemoval = z
  .object({
    nodeId: z.number().int(),
    state: z.enum(['leaving', 'removed']),
    liveDeployments: z.number().int().openapi({ description: 'The node is gone when none is left.' }),
  })
  .openapi('NodeRemoval');
export type NodeRemoval = z.infer<typeof NodeRemoval>;

export const ProviderProfile = z
  .object({
    name: z.string(),
    contactEmail: z.string(),
    contactPhone: z.string().nullable(),
    website: z.string().nullable(),
    about: z.string().nullable(),
    updatedAt: Instant,
  })
  .openapi('ProviderProfile');
export type ProviderProfile = z.infer<typeof ProviderProfile>;

export const ProviderProfilePatch = z
  .strictObject({
    name: z.string().trim().min(1, 'must not be empty').max(100).optional(),
    contactEmail: z.email('must be an e-mail address').max(200).optional(),
    contactPhone: z.string().trim().min(1).max(40).nullable().optional(),
    website: z
      .url({ protocol: /^https$/, error: 'must be an https address' })
      .max(500)
      .nullable()
      .optional(),
    about: z.string().trim().min(1).max(2000).nullable().optional(),
  })
  .openapi('ProviderProfilePatch');

/** Per month of 720 hours. The two lines are paid by different parties and never added up here. */
export const EarningsEstimate = z
  .object({
    nodeId: z.number().int(),
    hoursPerMonth: z.number().int(),
    chain: z.object({
      specVersion: z.number().int(),
      paysProviders: z
        .boolean()
        .openapi({ description: 'False on runtimes before 152: the chain gives farmers nothing.' }),
      providerPercent: z.number().int(),
    }),
    sharePercent: z.number().openapi({ description: 'Of the markup, paid by this marketplace.' }),
    discountSharePercent: z
      .number()
      .openapi({ description: 'Of the kept staking discount, paid by this marketplace.' }),
    discountPassedOnPercent: z.number().openapi({ description: 'Of the staking discount, given to customers.' }),
    markupPercent: z.number(),
    markupFixedMonthly: Money,
    cases: z.array(
      z.object({
        use: z.enum(['full', 'half']),
        cpu: z.number().int(),
        memoryMb: z.number().int(),
        ssdMb: z.number().int(),
        hddMb: z.number().int(),
        grid: Money.openapi({ description: 'The grid’s list price of it all.' }),
        compute: Money,
        storage: Money,
        certification: Money,
        markup: Money,
        levels: z.array(
          z.object({
            level: z.enum(['none', 'default', 'bronze', 'silver', 'gold']),
            discountPercent: z.number().int(),
            bill: Money.openapi({ description: 'What the operator then pays the chain.' }),
            paidByChain: Money,
            ofMarkup: Money,
            ofDiscount: Money,
            paidByMarketplace: Money.openapi({ description: 'ofMarkup + ofDiscount.' }),
          }),
        ),
      }),
    ),
    asOf: Instant.openapi({ description: 'When the chain’s prices were read.' }),
  })
  .openapi('EarningsEstimate');
export type EarningsEstimate = z.infer<typeof EarningsEstimate>;

export const nodeSorts = ['id', 'uptime', 'memory', 'cpu', 'deployments', 'listed'] as const;

export const providerNodeQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  state: OfferState.optional(),
  sort: sortBy(nodeSorts, 'id'),
});

const gridId = z.coerce
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1);
export const NodeIdParam = z.object({ id: gridId.openapi({ param: { name: 'id', in: 'path' } }) });
const provider = { tag: 'Cloud provider', access: 'cloud-provider' } as const;

export const providerNodeRoutes = {
  listProviderNodes: route('listProviderNodes', {
    ...provider,
    summary: 'Own nodes, by id',
    request: { query: providerNodeQuery },
    responses: { 200: jsonOrCsv('One page.', page(ProviderNode)), ...problems(400, 401, 403) },
  }),
  getProviderNode: route('getProviderNode', {
    ...provider,
    summary: 'One own node with its uptime by day',
    request: { params: NodeIdParam },
    responses: { 200: json('The node.', ProviderNodeDetail), ...problems(401, 403, 404) },
  }),
  updateProviderNode: route('updateProviderNode', {
    ...provider,
    summary: 'Expose or hide an own node, or choose its apps',
    description: 'Exposing asks the chain again whose node it is. What runs on a node that is hidden goes on.',
    request: {
      params: NodeIdParam,
      body: body(z.strictObject({ exposed: z.boolean().optional(), apps: appIds.optional() })),
    },
    responses: { 200: json('The node.', ProviderNodeDetail), ...problems(400, 401, 403, 404, 409, 422, 503) },
  }),
  removeProviderNode: route('removeProviderNode', {
    ...provider,
    summary: 'Take an own node out for good',
    description:
      'Nothing new comes to it from now on. What runs on it goes on, and keeps earning, until its users end it; then the node is gone. To bring it again takes a new request. Repeating it changes nothing.',
    request: { params: NodeIdParam },
    responses: { 200: json('Whether it is gone or leaving.', NodeRemoval), ...problems(401, 403, 404) },
  }),
  getProviderProfile: route('getProviderProfile', {
    ...provider,
    summary: 'How the operator reaches the provider',
    responses: { 200: json('The profile.', ProviderProfile), ...problems(401, 403) },
  }),
  updateProviderProfile: route('updateProviderProfile', {
    ...provider,
    summary: 'Change the provider profile',
    description: 'Only what is given changes.',
    request: { body: body(ProviderProfilePatch) },
    responses: { 200: json('The changed profile.', ProviderProfile), ...problems(400, 401, 403) },
  }),
  estimateEarnings: route('estimateEarnings', {
    ...provider,
    access: 'signed-in',
    summary: 'What a node would earn in a month',
    description: 'For the whole node and half of it in use, at each staking level of the operator.',
    request: { query: z.strictObject({ nodeId: gridId }) },
    responses: { 200: json('The estimate.', EarningsEstimate), ...problems(400, 401, 404, 503) },
  }),
};
