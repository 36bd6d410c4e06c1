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
    updatedAt: Instant,
  })
  .openapi('Node');
export type Node = z.infer<typeof Node>;

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const count = z.coerce.number().int().min(0);

export const nodeListQuery = z.strictObject({
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
    .optional(),
  sort: z
    .enum(['price', '-price', 'uptime', '-uptime', 'memory', '-memory', 'ssd', '-ssd', 'cpu', '-cpu', 'id'])
    .default('price'),
  ...pageQuery,
});

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

export const nodeRoutes = {
  listNodes: route('listNodes', {
    tag: 'Nodes',
    access: 'public',
    summary: 'Search the nodes',
    request: { query: nodeListQuery },
    responses: { 200: json('One page of nodes and the exact total.', NodePage), ...problems(400) },
  }),
  getNodeStats: route('getNodeStats', {
    tag: 'Nodes',
    access: 'public',
    summary: 'Counts over all nodes',
    responses: { 200: json('Counts.', NodeStats) },
  }),
  getNode: route('getNode', {
    tag: 'Nodes',
    access: 'public',
    summary: 'One node',
    request: {
      params: z.object({
        id: z.coerce
          .number()
          .int()
          .positive()
          .max(2 ** 31),
      }),
    },
    responses: { 200: json('The node.', Node), ...problems(400, 404) },
  }),
};
