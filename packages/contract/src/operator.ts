import { z } from '@hono/zod-openapi';
import { Deployment, deploymentListQuery } from './deployments.ts';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { csvFormat, Instant, json, jsonOrCsv, page, route, sortBy } from './route.ts';

/** Sums over a period. sold = gridCost + providerShare + margin, to the unit. */
export const OperatorOverview = z
  .object({
    asOf: Instant,
    periodDays: z.number().int(),
    sold: Money,
    gridCost: Money.openapi({ description: 'At list price, in dollars.' }),
    providerShare: Money,
    margin: Money,
    marginPercent: z.number().nullable(),
    previous: z
      .object({ sold: Money, margin: Money, topUps: Money })
      .openapi({ description: 'The same sums of as many days before.' }),
    topUps: Money,
    customerBalances: Money.openapi({ description: 'What customers hold with us: available and held.' }),
    users: z.object({ total: z.number().int(), newInPeriod: z.number().int() }),
    deployments: z.object({ live: z.number().int(), byStatus: z.record(z.string(), z.number().int()) }),
    nodes: z.object({
      total: z.number().int(),
      up: z.number().int(),
      offerable: z.number().int(),
      syncedAt: Instant.nullable(),
    }),
    treasury: z.object({
      twinId: z.number().int().nullable(),
      usableTft: z.string().nullable().openapi({ description: 'Decimal TFT, 7 decimals.' }),
      tftPriceUsd: z.string().nullable(),
      runwayHours: z.number().int().nullable(),
      asOf: Instant.nullable(),
    }),
    ledger: z.object({ balanced: z.boolean(), transfers: z.number().int() }),
    days: z.array(z.object({ day: z.string(), sold: Money, gridCost: Money, margin: Money })),
  })
  .openapi('OperatorOverview');
export type OperatorOverview = z.infer<typeof OperatorOverview>;

export const OperatorDeployment = Deployment.extend({ owner: z.object({ id: z.uuid(), email: z.string() }) }).openapi(
  'OperatorDeployment',
);
export type OperatorDeployment = z.infer<typeof OperatorDeployment>;

export const JobsRun = z
  .object({
    idle: z.boolean(),
    ran: z.number().int(),
    failed: z.number().int(),
    waiting: z.number().int(),
  })
  .openapi('JobsRun');
export type JobsRun = z.infer<typeof JobsRun>;

export const operatorRoutes = {
  getOperatorOverview: route('getOperatorOverview', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Money, users, deployments and nodes at a glance',
    request: { query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) }) },
    responses: { 200: json('The overview.', OperatorOverview), ...problems(400, 401, 403) },
  }),
  listAllDeployments: route('listAllDeployments', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'All deployments, newest first',
    request: {
      query: deploymentListQuery.extend({
        ...csvFormat,
        userId: z.uuid().optional(),
        sort: sortBy(['created', 'name', 'owner', 'status', 'node', 'hourly', 'cost'], '-created'),
      }),
    },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all of the filter.', page(OperatorDeployment)),
      ...problems(400, 401, 403),
    },
  }),
  runJobs: route('runJobs', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Run all due jobs now',
    description: 'Answers when idle or after 20 s.',
    responses: { 200: json('What ran.', JobsRun), ...problems(401, 403) },
  }),
};
