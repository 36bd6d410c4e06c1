import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { Instant, json, pageQuery, route } from './route.ts';

/** What brings everything back that is suspended for want of funds. */
export const ResumeOffer = z
  .object({
    amount: Money.openapi({
      description: 'A top-up of exactly this resumes all of it: whole cents, at least the least top-up.',
    }),
    missing: Money.openapi({ description: 'To the unit: debt and the hours ahead, less what is available.' }),
    hours: z.number().int().openapi({ description: 'Hours of the price that are part of it.' }),
    hourly: Money.openapi({ description: 'What then is charged per hour.' }),
    deployments: z.number().int(),
    dataKeptUntil: Instant,
  })
  .openapi('ResumeOffer');
export type ResumeOffer = z.infer<typeof ResumeOffer>;

export const Balance = z
  .object({
    available: Money,
    held: Money,
    hourlySpend: Money.openapi({
      description: 'What everything costs per hour as it is now: running at its price, suspended for the keeping.',
    }),
    runwayHours: z.number().int().nullable().openapi({ description: 'Rounded down; null when nothing is charged.' }),
    runsOutAt: Instant.nullable(),
    resume: ResumeOffer.nullable().openapi({ description: 'Null when nothing is suspended for want of funds.' }),
    autoRecharge: z
      .object({ enabled: z.boolean(), threshold: Money })
      .openapi({ description: 'Whether it adds by itself, and below which balance.' }),
    lastTopUpBalance: Money.nullable().openapi({ description: 'Available balance right after the last top-up.' }),
  })
  .openapi('Balance');
export type Balance = z.infer<typeof Balance>;

export const transactionKinds = [
  'top_up',
  'usage',
  'refund',
  'correction',
  'credit',
  'credit_expired',
  'dispute',
  'sla_credit',
] as const;

export const Transaction = z
  .object({
    id: z.string(),
    kind: z.enum(transactionKinds),
    amount: Money.openapi({ description: 'Signed: what came is positive, what was charged is negative.' }),
    balanceAfter: Money.openapi({ description: 'Available and held together, after this line.' }),
    occurredAt: Instant,
    recordedAt: Instant,
    description: z.string(),
    deploymentId: z.uuid().optional(),
    topUpId: z.uuid().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    document: z
      .object({ id: z.uuid(), number: z.string() })
      .optional()
      .openapi({ description: 'Its receipt or credit note, else the invoice that it stands on.' }),
  })
  .openapi('Transaction');
export type Transaction = z.infer<typeof Transaction>;

export const transactionListQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(transactionKinds).optional(),
  deploymentId: z.uuid().optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  format: z.enum(['json', 'csv']).default('json'),
});

/** Opening, lines and closing of the asked period; opening + lines = closing. */
export const TransactionPage = z
  .object({
    items: z.array(Transaction),
    nextCursor: z.string().nullable(),
    opening: Money,
    closing: Money,
  })
  .openapi('TransactionPage');
export type TransactionPage = z.infer<typeof TransactionPage>;

export const balanceRoutes = {
  getBalance: route('getBalance', {
    tag: 'Balance',
    access: 'signed-in',
    summary: 'Available, held and how long it lasts',
    responses: { 200: json('The balance.', Balance), ...problems(401) },
  }),
  listTransactions: route('listTransactions', {
    tag: 'Balance',
    access: 'signed-in',
    summary: 'The statement, newest first',
    request: { query: transactionListQuery },
    responses: {
      200: {
        description: 'One page, or with `format=csv` all lines of the period.',
        content: { 'application/json': { schema: TransactionPage }, 'text/csv': { schema: z.string() } },
      },
      ...problems(400, 401),
    },
  }),
};
