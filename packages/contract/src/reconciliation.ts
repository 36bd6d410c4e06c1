import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { csvFormat, Instant, json, jsonOrCsv, page, pageQuery, route } from './route.ts';

export const reconciliationSources = ['stripe', 'chain', 'ledger', 'treasury'] as const;

export const ReconciledSource = z
  .object({
    source: z.enum(reconciliationSources),
    state: z
      .enum(['green', 'red', 'unknown'])
      .openapi({ description: 'Green only while a comparison of the last day found nothing.' }),
    comparedAt: Instant.nullable().openapi({ description: 'The last comparison that came to its end.' }),
    unknownSince: Instant.nullable(),
    failure: z.string().nullable(),
    nextAt: Instant,
    openFindings: z.number().int(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .openapi('ReconciledSource');
export type ReconciledSource = z.infer<typeof ReconciledSource>;

/** stripe = ledger + onTheWay + difference, as of the last comparison. */
export const StripeEquation = z
  .object({
    stripe: Money.openapi({ description: "Stripe's own balance, available and pending." }),
    ledger: Money.openapi({ description: "The ledger's clearing account of Stripe, turned round." }),
    onTheWay: Money.openapi({ description: 'Told by Stripe less than an hour ago and not booked here yet.' }),
    difference: Money,
    fees: Money.openapi({ description: "Stripe's fees so far, booked from its transactions." }),
  })
  .openapi('StripeEquation');
export type StripeEquation = z.infer<typeof StripeEquation>;

export const Reconciliation = z
  .object({ asOf: Instant, sources: z.array(ReconciledSource), equation: StripeEquation.nullable() })
  .openapi('Reconciliation');
export type Reconciliation = z.infer<typeof Reconciliation>;

export const ReconciliationFinding = z
  .object({
    id: z.uuid(),
    source: z.enum(reconciliationSources),
    kind: z.string().openapi({ example: 'payment_not_credited' }),
    subject: z.string(),
    expected: z.string(),
    found: z.string(),
    details: z.record(z.string(), z.unknown()),
    firstSeenAt: Instant,
    lastSeenAt: Instant,
    resolvedAt: Instant.nullable(),
  })
  .openapi('ReconciliationFinding');
export type ReconciliationFinding = z.infer<typeof ReconciliationFinding>;

export const findingQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  status: z.enum(['open', 'resolved', 'all']).default('open'),
});

export const reconciliationRoutes = {
  getReconciliation: route('getReconciliation', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Whether our books agree with Stripe, the chain and themselves',
    responses: { 200: json('Each source, and the balance at Stripe.', Reconciliation), ...problems(401, 403) },
  }),
  listReconciliationFindings: route('listReconciliationFindings', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'What does not agree, newest first',
    request: { query: findingQuery },
    responses: { 200: jsonOrCsv('One page.', page(ReconciliationFinding)), ...problems(400, 401, 403) },
  }),
  runReconciliation: route('runReconciliation', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Compare all sources now',
    description: 'Answers at once; the comparisons run in the background.',
    responses: {
      202: json('They are asked for.', z.object({ requested: z.array(z.enum(reconciliationSources)) })),
      ...problems(401, 403),
    },
  }),
};
