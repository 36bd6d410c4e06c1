import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { body, csvFormat, Instant, json, jsonOrCsv, page, pageQuery, route } from './route.ts';
import { Author, PositiveMoney } from './settings.ts';

const percentage = (most: number) => z.number().min(0).max(most).openapi({ description: 'At most 4 decimals.' });

/** What is asked over the grid's list price. */
export const PriceEntry = z
  .strictObject({ percent: percentage(1000), fixedMonthly: PositiveMoney, minimumMonthly: PositiveMoney })
  .openapi('PriceEntry');
export type PriceEntry = z.infer<typeof PriceEntry>;

export const PriceRule = z
  .strictObject({
    general: PriceEntry,
    apps: z.record(z.string().max(50), PriceEntry).openapi({ description: 'By app id; the rest has `general`.' }),
    discountPassedOnPercent: percentage(100).openapi({ description: "Of the operator's staking discount." }),
  })
  .openapi('PriceRule');
export type PriceRule = z.infer<typeof PriceRule>;

export const PriceChange = z
  .object({
    subject: z.string().openapi({ description: '`general`, an app id, or `discount`.' }),
    field: z.enum(['percent', 'fixedMonthly', 'minimumMonthly', 'passedOnPercent']),
    from: z.string().nullable(),
    to: z.string().nullable(),
  })
  .openapi('PriceChange');
export type PriceChange = z.infer<typeof PriceChange>;

export const priceStatuses = ['scheduled', 'active', 'superseded', 'withdrawn'] as const;

export const PriceVersion = z
  .object({
    version: z.number().int(),
    status: z.enum(priceStatuses),
    rule: PriceRule,
    effectiveAt: Instant,
    reason: z.string().nullable(),
    publishedAt: Instant,
    publishedBy: Author.nullable(),
    withdrawnAt: Instant.nullable(),
    changes: z.array(PriceChange).openapi({ description: 'Against the version before it.' }),
  })
  .openapi('PriceVersion');
export type PriceVersion = z.infer<typeof PriceVersion>;

export const Pricing = z
  .object({
    lastVersion: z.number().int().openapi({ description: 'What the next change names as `basedOn`.' }),
    active: PriceVersion,
    scheduled: z.array(PriceVersion).openapi({ description: 'Announced, the earliest first.' }),
    apps: z.array(z.object({ id: z.string(), name: z.string() })),
    staking: z
      .object({ usableTft: z.string(), tftPriceUsd: z.string(), asOf: Instant })
      .nullable()
      .openapi({ description: 'What the discount is measured by; null until the chain was read.' }),
  })
  .openapi('Pricing');
export type Pricing = z.infer<typeof Pricing>;

export const NewPrices = z
  .strictObject({
    basedOn: z.number().int().min(1),
    rule: PriceRule,
    effectiveAt: Instant.optional().openapi({ description: 'At once when left out.' }),
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .openapi('NewPrices');

const Range = z.object({ from: Money, to: Money }).openapi('PriceRange');

export const PricePreview = z
  .object({
    asOf: Instant,
    sizes: z.array(
      z.object({
        appId: z.string(),
        appName: z.string(),
        sizeId: z.string(),
        sizeName: z.string(),
        grid: Range.openapi({ description: 'List price of the grid per month, over the nodes on offer.' }),
        now: Range,
        next: Range,
        marginPercent: z.number().openapi({ description: 'Least share of the new price above the list price.' }),
        nodesBelowGrid: z
          .number()
          .int()
          .openapi({ description: 'Nodes where it would cost less than the list price.' }),
      }),
    ),
    nodesOnOffer: z.number().int(),
    changes: z.array(PriceChange).openapi({ description: 'Against the rule in force.' }),
    deployments: z.object({
      total: z.number().int(),
      people: z.number().int(),
      lower: z.number().int(),
      same: z.number().int(),
      higher: z.number().int(),
      lockedHourly: Money,
      nextHourly: Money,
      items: z
        .array(
          z.object({
            id: z.uuid(),
            name: z.string(),
            email: z.string(),
            nodeId: z.number().int(),
            locked: Money,
            next: Money,
          }),
        )
        .openapi({ description: 'Up to 20, the largest differences first; per hour.' }),
    }),
  })
  .openapi('PricePreview');
export type PricePreview = z.infer<typeof PricePreview>;

const VersionParam = z.object({
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .openapi({ param: { name: 'version', in: 'path' } }),
});

export const pricingRoutes = {
  getPricing: route('getPricing', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'The price rule in force and those that are announced',
    responses: { 200: json('The rules.', Pricing), ...problems(401, 403) },
  }),
  publishPrices: route('publishPrices', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Publish a price rule, at once or for a moment to come',
    description:
      'Deployments keep the price that they were ordered at. A change to come is shown to everybody, and people with deployments are told that theirs stays.',
    request: { body: body(NewPrices) },
    responses: { 200: json('The rules.', Pricing), ...problems(400, 401, 403, 409) },
  }),
  withdrawPrices: route('withdrawPrices', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Withdraw a rule that does not hold yet',
    request: { params: VersionParam },
    responses: { 200: json('The rules.', Pricing), ...problems(401, 403, 404, 409) },
  }),
  previewPrices: route('previewPrices', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'What a rule would do to public prices and to real deployments',
    request: { body: body(z.strictObject({ rule: PriceRule })) },
    responses: { 200: json('The effect.', PricePreview), ...problems(400, 401, 403, 503) },
  }),
  listPriceVersions: route('listPriceVersions', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Every price rule that was published, newest first',
    request: { query: z.strictObject({ ...pageQuery, ...csvFormat }) },
    responses: { 200: jsonOrCsv('One page, or all as CSV.', page(PriceVersion)), ...problems(400, 401, 403) },
  }),
};
