import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { Instant, json, pageQuery, route } from './route.ts';

export const NodeStatus = z.enum(['up', 'down', 'standby']).openapi('NodeStatus');

export const resources = z.object({ cpu: z.number(), memoryMb: z.number(), ssdGb: z.number(), hddGb: z.number() });

/** A grid node as the marketplace offers it. Memory in MiB, disks in GiB. */
export const Node = z
  .object({
    id: z.number().int(),
    farmId: z.number().int(),
    farmName: z.string(),
    country: z.string(),
    countryCode: z.string().nullable(),
    city: z.string(),
    region: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    status: NodeStatus,
    total: resources,
    free: resources,
    gpus: z.array(z.object({ id: z.string(), vendor: z.string(), model: z.string() })),
    certified: z.boolean(),
    dedicated: z.boolean(),
    ipv4Free: z.number().int(),
    ipv6: z.boolean(),
    features: z.array(z.string()),
    uptimePercent: z.number().nullable().openapi({ description: 'Share of the last 90 days; null while unknown.' }),
    alliances: z
      .array(z.object({ id: z.uuid(), slug: z.string(), name: z.string() }))
      .openapi({ description: 'Alliances under whose names it is offered now.' }),
    exposed: z.boolean().openapi({ description: 'Brought to this marketplace by its provider, and offered.' }),
    offerable: z.boolean(),
    notOfferableReason: z.string().nullable(),
    monthlyFrom: Money.nullable().openapi({ description: 'Price of the smallest virtual machine here, 720 h.' }),
    distanceKm: z.number().nullable().optional().openapi({
      description: 'From `near` of a search, along the great circle; null where the place of the node is not known.',
    }),
    updatedAt: Instant,
  })
  .openapi('Node');
export type Node = z.infer<typeof Node>;

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const count = z.coerce.number().int().min(0);

const degrees = (text: string) => text.split(',').map(Number);
const onGlobe = ([latitude = 91, longitude = 181]: number[]) => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

/** What nodes can be searched by; those that are left out ask nothing. */
const nodeFilters = {
  country: z.string().max(100).optional(),
  region: z.string().max(100).optional(),
  minCpu: count.optional(),
  minMemoryGb: z.coerce.number().min(0).optional(),
  minSsdGb: z.coerce.number().min(0).optional(),
  minHddGb: z.coerce.number().min(0).optional(),
  gpu: flag.optional(),
  gpuModel: z.string().max(100).optional(),
  certified: flag.optional(),
  dedicated: flag.optional(),
  ipv4: flag.optional(),
  ipv6: flag.optional(),
  exposed: flag.optional(),
  farmId: count.optional(),
  allianceId: z.uuid('must be the id of an alliance').optional(),
  feature: z.string().max(50).optional(),
  maxMonthlyUsd: z.coerce.number().min(0).optional(),
  minUptime: z.coerce.number().min(0).max(100).optional(),
  status: NodeStatus.optional(),
  bbox: z
    .string()
    .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'must be west,south,east,north in degrees')
    .transform((text) => {
      const [west = 0, south = 0, east = 0, north = 0] = degrees(text);
      return { west, south, east, north };
    })
    .optional(),
  near: z
    .string()
    .regex(/^-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?$/, 'must be latitude,longitude in degrees')
    .refine((text) => onGlobe(degrees(text)), 'must be latitude,longitude in degrees')
    .transform((text) => {
      const [latitude = 0, longitude = 0] = degrees(text);
      return { latitude, longitude };
    })
    .optional()
    .openapi({ description: 'A place to measure from; needed by `maxDistanceKm` and the sort `distance`.' }),
  maxDistanceKm: z.coerce.number().min(0).max(20_040).optional(),
  mine: z.literal('true').optional().openapi({ description: 'Only nodes that the signed-in provider offers.' }),
};

const sorts = [
  'price',
  '-price',
  'uptime',
  '-uptime',
  'memory',
  '-memory',
  'ssd',
  '-ssd',
  'cpu',
  '-cpu',
  'id',
  'distance',
] as const;

interface Measured {
  near?: unknown;
  maxDistanceKm?: unknown;
  sort?: unknown;
}
const isMeasurable = ({ near, maxDistanceKm, sort }: Measured) =>
  near !== undefined || (maxDistanceKm === undefined && sort !== 'distance');
const unmeasurable = { path: ['near'], message: 'is needed for a distance' };

export const nodeListQuery = z
  .strictObject({ ...nodeFilters, sort: z.enum(sorts).default('price'), ...pageQuery })
  .refine(isMeasurable, unmeasurable);

/** The same without a page: what can be kept of a search. */
export const nodeFilterQuery = z
  .strictObject({ ...nodeFilters, sort: z.enum(sorts).optional() })
  .refine(isMeasurable, unmeasurable);

/** The filters of a search, and what is to be ordered; of the order, the parts that decide where it fits. */
export const whyNotQuery = z
  .strictObject({
    ...nodeFilters,
    appId: z.string().max(50).optional(),
    imageId: z.string().max(50).optional(),
    sizeId: z.string().max(20).optional(),
    cpu: z.coerce.number().int().min(1).max(255).optional(),
    memoryMb: z.coerce.number().int().min(512).max(4_194_304).optional(),
    diskGb: z.coerce.number().int().min(10).max(100_000).optional(),
    publicIpv4: flag.optional(),
  })
  .refine(isMeasurable, unmeasurable);

export const WhyNot = z
  .object({
    nodeId: z.number().int(),
    fits: z
      .boolean()
      .openapi({ description: 'The node passes every filter and could take the order, if one is given.' }),
    reasons: z.array(
      z.object({
        filter: z.string().openapi({ description: 'The filter that it does not pass, or `order`.' }),
        reason: z.string().openapi({ description: 'A clause about the node.' }),
      }),
    ),
  })
  .openapi('WhyNot');
export type WhyNot = z.infer<typeof WhyNot>;

export const NodePage = z
  .object({
    items: z.array(Node),
    total: z.number().int().openapi({ description: 'Exact number of nodes that fit.' }),
    outOf: z.number().int().openapi({ description: 'Nodes known in all.' }),
    nextCursor: z.string().nullable(),
    asOf: Instant,
  })
  .openapi('NodePage');
export type NodePage = z.infer<typeof NodePage>;

const count0 = z.number().int();
export const NodeStats = z
  .object({
    nodes: count0,
    nodesUp: count0,
    farms: count0,
    countries: z.array(
      z.object({
        country: z.string(),
        countryCode: z.string().nullable(),
        region: z.string(),
        nodes: count0,
        nodesUp: count0,
      }),
    ),
    regions: z.array(z.object({ region: z.string(), nodes: count0, nodesUp: count0, offerable: count0, ipv4: count0 })),
    cities: z
      .array(
        z.object({ city: z.string(), country: z.string(), latitude: z.number(), longitude: z.number(), nodes: count0 }),
      )
      .openapi({ description: 'Cities where nodes stand, most nodes first, at the mean of their nodes.' }),
    places: z
      .array(z.object({ latitude: z.number(), longitude: z.number(), nodes: count0, nodesUp: count0 }))
      .openapi({ description: 'Nodes by rounded position, for a map.' }),
    totalCpu: count0,
    totalMemoryMb: z.number(),
    totalSsdGb: z.number(),
    totalHddGb: z.number(),
    gpus: count0,
    asOf: Instant,
  })
  .openapi('NodeStats');
export type NodeStats = z.infer<typeof NodeStats>;

const NodeParam = z.object({
  id: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31),
});

export const nodeRoutes = {
  listNodes: route('listNodes', {
    tag: 'Nodes',
    access: 'public',
    summary: 'Search the nodes',
    request: { query: nodeListQuery },
    responses: { 200: json('One page of nodes and the exact total.', NodePage), ...problems(400, 401) },
  }),
  getNodeStats: route('getNodeStats', {
    tag: 'Nodes',
    access: 'public',
    summary: 'Counts over all nodes',
    responses: { 200: json('Counts.', NodeStats) },
  }),
  whyNotNode: route('whyNotNode', {
    tag: 'Nodes',
    access: 'public',
    summary: 'Why a node is not found by a search or cannot take an order',
    request: { params: NodeParam, query: whyNotQuery },
    responses: { 200: json('The reasons.', WhyNot), ...problems(400, 401, 404) },
  }),
  getNode: route('getNode', {
    tag: 'Nodes',
    access: 'public',
    summary: 'One node',
    request: { params: NodeParam },
    responses: { 200: json('The node.', Node), ...problems(400, 404) },
  }),
};
