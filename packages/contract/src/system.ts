import { z } from '@hono/zod-openapi';
import { Instant, json, route } from './route.ts';

export const Health = z.object({ status: z.literal('ok'), now: z.string() }).openapi('Health');
export const Readiness = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() })),
  })
  .openapi('Readiness');

/** Public values that a browser needs; never a secret. */
export const Config = z
  .object({
    issuer: z.string(),
    audience: z.string(),
    clientId: z.string(),
    stripePublishableKey: z.string(),
    stripeJsUrl: z.string(),
    brandName: z.string(),
    logoUrl: z.string().nullable(),
    accentColor: z.string().openapi({ description: '`#RRGGBB`' }),
    support: z.object({ email: z.string().nullable(), url: z.string().nullable() }),
    featuredApps: z.array(z.string()),
    legal: z.object({
      terms: z.number().int(),
      privacy: z.number().int(),
      sla_user: z.number().int(),
      sla_provider: z.number().int(),
    }),
    maintenance: z
      .object({ message: z.string(), until: Instant.nullable() })
      .nullable()
      .openapi({ description: 'While it is not null, new orders and top-ups are refused.' }),
    environment: z
      .object({ label: z.string(), url: z.string().optional(), inboxUrl: z.string().optional() })
      .optional(),
    demoAccounts: z.array(z.object({ email: z.string(), role: z.string() })).optional(),
    topUp: z.object({ minimum: z.string(), maximum: z.string(), currency: z.literal('USD') }),
  })
  .openapi('Config');
export type Config = z.infer<typeof Config>;

export const systemRoutes = {
  getHealth: route('getHealth', {
    tag: 'System',
    access: 'public',
    summary: 'Is the process alive',
    responses: { 200: json('Alive.', Health) },
  }),
  getReady: route('getReady', {
    tag: 'System',
    access: 'public',
    summary: 'Can the process serve',
    responses: { 200: json('Ready.', Readiness), 503: json('Not ready; `checks` says why.', Readiness) },
  }),
  getConfig: route('getConfig', {
    tag: 'Authentication',
    access: 'public',
    summary: 'Public configuration of this marketplace',
    responses: { 200: json('Public values only.', Config) },
  }),
};
