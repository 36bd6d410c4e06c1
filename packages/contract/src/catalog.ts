import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { body, IdempotencyHeader, Instant, json, route } from './route.ts';
import { DeploymentCap } from './spending.ts';

/** What a virtual machine is made of: cores, memory in MiB, disk in GiB. */
export const Size = z
  .strictObject({
    cpu: z.number().int().min(1).max(255),
    memoryMb: z.number().int().min(512).max(4_194_304),
    diskGb: z.number().int().min(10).max(100_000),
  })
  .openapi('Size');
export type Size = z.infer<typeof Size>;

export const App = z
  .object({
    id: z.string(),
    name: z.string(),
    category: z.string(),
    summary: z.string(),
    namePrefix: z.string(),
    images: z.array(z.object({ id: z.string(), name: z.string(), sshUser: z.string() })),
    sizes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        size: Size,
        monthlyFrom: Money.nullable(),
        announced: z
          .object({ effectiveAt: Instant, monthlyFrom: Money })
          .nullable()
          .openapi({ description: 'The next price, where one is announced that differs.' }),
      }),
    ),
  })
  .openapi('App');
export type App = z.infer<typeof App>;

export const Placement = z
  .discriminatedUnion('mode', [
    z.strictObject({
      mode: z.literal('auto'),
      region: z.string().max(100).optional(),
      country: z.string().max(100).optional(),
    }),
    z.strictObject({ mode: z.literal('node'), nodeId: z.number().int().positive() }),
  ])
  .openapi('Placement');
export type Placement = z.infer<typeof Placement>;

export const deploymentName = z
  .string()
  .regex(
    /^(?=.{3,50}$)[a-z0-9]+(-[a-z0-9]+)*$/,
    'must be 3 to 50 characters: small letters, digits and single hyphens between them',
  );

/** An order: what is deployed, how large, where and how it is reached. */
export const Order = z
  .strictObject({
    name: deploymentName,
    appId: z.string().max(50),
    imageId: z.string().max(50),
    size: Size.optional(),
    sizeId: z.string().max(20).optional(),
    placement: Placement,
    publicIpv4: z.boolean().default(false),
    sshKeys: z.array(z.string().max(8000)).min(1, 'must name at least one public key').max(10),
    quoteId: z.uuid().optional(),
    cap: DeploymentCap.optional().openapi({ description: 'A limit of what it may cost in a month, from the start.' }),
    slaVersion: z.number().int().min(1).optional().openapi({
      description: 'The version of the service level (`sla_user`) that the person accepts with this order.',
    }),
  })
  .openapi('Order');
export type Order = z.input<typeof Order>;

/** A quote needs no name and no key; what is given is bound. */
export const QuoteRequest = Order.partial({ name: true, sshKeys: true })
  .omit({ quoteId: true, slaVersion: true, cap: true })
  .openapi('QuoteRequest');
export type QuoteRequest = z.input<typeof QuoteRequest>;

export const PricePart = z.object({ code: z.string(), label: z.string(), hourly: Money }).openapi('PricePart');
export type PricePart = z.infer<typeof PricePart>;

/** The parts of our pick's score; their weights are 100 together. */
export const ScorePart = z
  .object({
    code: z.enum(['price', 'uptime', 'room']),
    weight: z.number().openapi({ description: 'The most points it can give.' }),
    points: z.number(),
    fact: z.string(),
  })
  .openapi('ScorePart');
export type ScorePart = z.infer<typeof ScorePart>;

export const nodeScore = z
  .array(ScorePart)
  .nullable()
  .openapi({ description: 'Why our pick fell on this node; null where the person named it.' });

export const Quote = z
  .object({
    id: z.uuid().nullable().openapi({ description: 'Null for visitors: computed, not stored, cannot be ordered.' }),
    hourly: Money,
    monthly: Money.openapi({ description: '720 hours.' }),
    hold: Money.openapi({ description: 'Set aside while the deployment is made, given back when it runs or fails.' }),
    parts: z.array(PricePart).openapi({ description: 'Sum to `hourly` exactly.' }),
    nodeId: z.number().int(),
    nodeReason: z.string().openapi({ description: 'Why this node.' }),
    nodeScore,
    size: Size,
    balance: z
      .object({ available: Money, missing: Money, lastsHours: z.number().int().nullable() })
      .nullable()
      .openapi({ description: 'How long the balance lasts with this and all that runs; null for visitors.' }),
    expiresAt: Instant,
  })
  .openapi('Quote');
export type Quote = z.infer<typeof Quote>;

export const catalogRoutes = {
  listApps: route('listApps', {
    tag: 'Catalog',
    access: 'public',
    summary: 'What can be deployed',
    responses: { 200: json('All apps.', z.object({ items: z.array(App) })) },
  }),
  getApp: route('getApp', {
    tag: 'Catalog',
    access: 'public',
    summary: 'One app',
    request: { params: z.object({ id: z.string().max(50) }) },
    responses: { 200: json('The app.', App), ...problems(404) },
  }),
  createQuote: route('createQuote', {
    tag: 'Catalog',
    access: 'public',
    summary: 'Price an order',
    description: 'Holds for 15 minutes and binds every field that it was given.',
    request: { headers: IdempotencyHeader, body: body(QuoteRequest) },
    responses: { 201: json('The quote.', Quote), ...problems(400, 401, 404, 409, 422, 503) },
  }),
};
