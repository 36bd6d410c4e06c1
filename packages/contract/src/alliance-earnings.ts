import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { csvFormat, IdParam, Instant, jsonOrCsv, pageQuery, route } from './route.ts';

const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as "2026-11"')
  .openapi({ example: '2026-11' });
const memberShare = z.object({ memberId: z.uuid(), name: z.string(), share: Money });

export const AllianceEarnings = z
  .object({
    month: Month,
    asOf: Instant,
    total: Money,
    pending: Money.openapi({ description: 'What of it is of days that are not closed, divided by what is known now.' }),
    members: z.array(
      memberShare.extend({ fee: Money.openapi({ description: 'What of it is fee.' }), you: z.boolean() }),
    ),
    nodes: z.array(z.object({ nodeId: z.number().int(), name: z.string(), total: Money })),
    chain: z
      .object({ usd: Money })
      .openapi({ description: 'What the chain itself paid to the farms of these nodes: shown beside, never divided.' }),
    items: z.array(
      z.object({
        day: z.string(),
        nodeId: z.number().int(),
        version: z.number().int().nullable().openapi({ description: 'Null: no agreement was in force.' }),
        total: Money,
        closed: z.boolean(),
        shares: z.array(memberShare),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('AllianceEarnings');
export type AllianceEarnings = z.infer<typeof AllianceEarnings>;

export const AllianceShare = z
  .object({
    hour: Instant,
    nodeId: z.number().int(),
    nodeOf: z.string(),
    earned: Money.openapi({ description: 'Provider share of the node in this hour.' }),
    version: z.number().int().nullable(),
    rule: z.enum(['fixed_weights', 'by_contribution', 'by_performance', 'holder']).openapi({
      description: '`holder`: no agreement was in force, or nobody had a weight.',
    }),
    memberId: z.uuid(),
    name: z.string(),
    weight: z.string().openapi({ description: 'Of the member in this hour, in the measure of the rule.' }),
    weightOfAll: z.string(),
    fee: Money.openapi({ description: 'What of the share is fee.' }),
    share: Money,
  })
  .openapi('AllianceShare');
export type AllianceShare = z.infer<typeof AllianceShare>;

export const AllianceUptime = z
  .object({
    month: Month,
    judged: z.boolean().openapi({ description: 'The month is over and its credits are computed.' }),
    promisedPercent: z.number(),
    items: z.array(
      z.object({
        nodeId: z.number().int(),
        memberId: z.uuid(),
        name: z.string(),
        promisedPercent: z.number(),
        measuredPercent: z
          .number()
          .nullable()
          .openapi({ description: 'Of the time we know of, announced maintenance apart; null below one hour of it.' }),
        kept: z.boolean().nullable(),
        knownHours: z.number(),
        downMinutes: z.number().int(),
        earned: Money.openapi({
          description: 'By its holder on this node through the alliance: the most that is credited.',
        }),
        wanted: Money.openapi({ description: 'The part of the charges that the node was down.' }),
        credited: Money,
      }),
    ),
  })
  .openapi('AllianceUptime');
export type AllianceUptime = z.infer<typeof AllianceUptime>;

const tag = 'Alliances';

export const allianceEarningRoutes = {
  getAllianceEarnings: route('getAllianceEarnings', {
    tag,
    access: 'signed-in',
    summary: 'What the nodes of an alliance earned in a month, and how it was divided',
    description: 'For members; others get 404. Days and nodes, the latest first.',
    request: { params: IdParam, query: z.strictObject({ ...pageQuery, ...csvFormat, month: Month.optional() }) },
    responses: { 200: jsonOrCsv('One page with the sums.', AllianceEarnings), ...problems(400, 401, 404) },
  }),
  listAllianceShares: route('listAllianceShares', {
    tag,
    access: 'signed-in',
    summary: 'Every share of every hour, with its version and its reason',
    description: 'Of closed days; they never change. For members; others get 404.',
    request: {
      params: IdParam,
      query: z.strictObject({
        ...pageQuery,
        ...csvFormat,
        month: Month.optional(),
        nodeId: z.coerce.number().int().min(1).optional(),
        mine: z.enum(['true', 'false']).default('false').openapi({ description: 'Own shares only.' }),
      }),
    },
    responses: {
      200: jsonOrCsv(
        'One page, the latest hour first.',
        z.object({ items: z.array(AllianceShare), nextCursor: z.string().nullable() }).openapi('AllianceSharePage'),
      ),
      ...problems(400, 401, 404),
    },
  }),
  getAllianceUptime: route('getAllianceUptime', {
    tag,
    access: 'signed-in',
    summary: 'Promised and measured uptime of a month, and what is credited for it',
    description:
      'Users get back the part of their charge that a node was down, out of what its holder earned on it through the alliance and never more than that. For members; others get 404.',
    request: { params: IdParam, query: z.strictObject({ ...csvFormat, month: Month.optional() }) },
    responses: { 200: jsonOrCsv('Per node.', AllianceUptime), ...problems(400, 401, 404) },
  }),
};
