import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { topUpStatuses } from './payments.ts';
import { problems } from './problem.ts';
import {
  body,
  csvFormat,
  IdempotencyHeader,
  IdParam,
  Instant,
  json,
  jsonOrCsv,
  moneySort,
  page,
  pageQuery,
  route,
} from './route.ts';

/** Whose money it is. */
export const MoneyOwner = z.object({ id: z.uuid(), email: z.string() }).openapi('MoneyOwner');

/** Why an operator does something: it is written into the audit log. */
export const Reason = z
  .string()
  .trim()
  .min(3, 'must say why, in 3 characters or more')
  .max(300, 'must be at most 300 characters');

/** A top-up of any user, as far as giving it back is concerned. */
export const OperatorTopUp = z
  .object({
    id: z.uuid(),
    user: MoneyOwner,
    amount: Money,
    status: z.enum(topUpStatuses),
    refunded: Money.openapi({ description: 'Gone back to the card.' }),
    refundable: Money.openapi({
      description: 'What can still go back; nothing while its bank demands it in a dispute.',
    }),
    disputed: z.boolean(),
    available: Money.openapi({ description: "The user's balance now: a refund above it leaves a debt." }),
    paymentIntentId: z.string().nullable(),
    createdAt: Instant,
    settledAt: Instant.nullable(),
  })
  .openapi('OperatorTopUp');
export type OperatorTopUp = z.infer<typeof OperatorTopUp>;

export const refundStatuses = ['requested', 'refused', 'pending', 'succeeded', 'failed'] as const;

export const Refund = z
  .object({
    id: z.uuid(),
    topUpId: z.uuid(),
    user: MoneyOwner,
    amount: Money,
    status: z.enum(refundStatuses),
    origin: z.enum(['operator', 'stripe']).openapi({ description: 'Asked for here, or made at Stripe itself.' }),
    requestedBy: z.string().nullable(),
    reason: z.string().nullable(),
    failure: z.string().nullable(),
    createdAt: Instant,
    settledAt: Instant.nullable().openapi({ description: 'When the balance fell.' }),
    failedAt: Instant.nullable().openapi({ description: 'When the bank sent it back, and the balance rose again.' }),
  })
  .openapi('Refund');
export type Refund = z.infer<typeof Refund>;

export const NewRefund = z
  .strictObject({
    topUpId: z.uuid(),
    amount: Money.optional().openapi({ description: 'All that is left without it.' }),
    reason: Reason,
  })
  .openapi('NewRefund');

export const disputeStatuses = ['inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed'] as const;

export const Dispute = z
  .object({
    id: z.string(),
    topUpId: z.uuid(),
    user: MoneyOwner,
    amount: Money,
    status: z.enum(disputeStatuses),
    reason: z.string(),
    evidenceDueAt: Instant.nullable(),
    withheld: Money.openapi({ description: "What the user's balance is short of because of it." }),
    fee: Money.openapi({ description: 'What Stripe kept for it.' }),
    rechargeBlocked: z.boolean().openapi({ description: 'No card of this user is charged automatically.' }),
    openedAt: Instant,
    closedAt: Instant.nullable(),
  })
  .openapi('Dispute');
export type Dispute = z.infer<typeof Dispute>;

const q = z.string().trim().max(100).optional();
const period = {
  from: Instant.optional().openapi({ description: 'Begun at or after.' }),
  to: Instant.optional().openapi({ description: 'Begun before.' }),
};
export const operatorTopUpQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  ...moneySort,
  q: q.openapi({ description: 'Part of an e-mail address or of a payment id.' }),
  status: z.enum(topUpStatuses).optional(),
  ...period,
});
export const refundQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  ...moneySort,
  q,
  status: z.enum(refundStatuses).optional(),
  topUpId: z.uuid().optional(),
  ...period,
});
export const disputeQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  ...moneySort,
  q,
  status: z.enum(['open', 'closed']).optional(),
  ...period,
});

export const refundRoutes = {
  listAllTopUps: route('listAllTopUps', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Top-ups of all users, newest first',
    request: { query: operatorTopUpQuery },
    responses: { 200: jsonOrCsv('One page.', page(OperatorTopUp)), ...problems(400, 401, 403) },
  }),
  createRefund: route('createRefund', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Refund a top-up to its card',
    description:
      'Written down first, then asked of Stripe; the balance falls when Stripe says that the refund exists, even below zero. Never more than was paid and not given back; credits and coupons are never refunded. `Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, body: body(NewRefund) },
    responses: { 201: json('The refund.', Refund), ...problems(400, 401, 403, 404, 409) },
  }),
  listRefunds: route('listRefunds', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Refunds, newest first',
    request: { query: refundQuery },
    responses: { 200: jsonOrCsv('One page.', page(Refund)), ...problems(400, 401, 403) },
  }),
  listDisputes: route('listDisputes', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Payments that banks demand back, newest first',
    request: { query: disputeQuery },
    responses: { 200: jsonOrCsv('One page.', page(Dispute)), ...problems(400, 401, 403) },
  }),
  liftRechargeBlock: route('liftRechargeBlock', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Allow automatic top-ups of a user again after a dispute',
    request: { params: IdParam, body: body(z.strictObject({ reason: Reason })) },
    responses: {
      200: json('It is lifted.', z.object({ rechargeBlocked: z.literal(false) })),
      ...problems(400, 401, 403, 404),
    },
  }),
};
