import { z } from '@hono/zod-openapi';
import { problems } from './problem.ts';
import { csvFormat, Instant, jsonOrCsv, page, pageQuery, route } from './route.ts';

export const stripeEventStates = ['open', 'done', 'ignored', 'unreadable'] as const;

/** An event of Stripe as it was received. What it carries is not shown: it names people and cards. */
export const StripeEventSummary = z
  .object({
    id: z.string(),
    type: z.string(),
    state: z.enum(stripeEventStates),
    outcome: z.string().nullable().openapi({ description: 'What became of it, in words.' }),
    waitingFor: z.string().nullable().openapi({ description: 'The payment that it came before.' }),
    receivedAt: Instant,
    processedAt: Instant.nullable(),
  })
  .openapi('StripeEventSummary');
export type StripeEventSummary = z.infer<typeof StripeEventSummary>;

export const stripeEventRoutes = {
  listStripeEvents: route('listStripeEvents', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Events that Stripe sent, newest first',
    request: {
      query: z.strictObject({
        ...pageQuery,
        ...csvFormat,
        q: z.string().trim().max(100).optional().openapi({ description: 'Part of the type, or an id.' }),
        state: z.enum(stripeEventStates).optional(),
        from: Instant.optional().openapi({ description: 'Received at or after.' }),
        to: Instant.optional().openapi({ description: 'Received before.' }),
      }),
    },
    responses: { 200: jsonOrCsv('One page.', page(StripeEventSummary)), ...problems(400, 401, 403) },
  }),
};
