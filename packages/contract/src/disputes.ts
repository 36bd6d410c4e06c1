import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { Dispute, Reason } from './refunds.ts';
import { body, IdempotencyHeader, Instant, json, route } from './route.ts';

const text = z.string().trim().max(20_000, 'must be at most 20000 characters');

/** What a bank reads. */
export const DisputeEvidence = z
  .strictObject({
    productDescription: text.min(1, 'must not be empty').openapi({ description: 'What was sold.' }),
    accessActivityLog: text.openapi({ description: 'What the customer did, with times.' }),
    statement: text.min(1, 'must not be empty').openapi({ description: 'Why the payment is right.' }),
  })
  .openapi('DisputeEvidence');
export type DisputeEvidence = z.infer<typeof DisputeEvidence>;

export const NewDisputeAnswer = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('evidence'), evidence: DisputeEvidence }),
    z.strictObject({ kind: z.literal('accept'), reason: Reason }),
  ])
  .openapi('NewDisputeAnswer');
export type NewDisputeAnswer = z.infer<typeof NewDisputeAnswer>;

export const DisputeAnswer = z
  .object({
    id: z.uuid(),
    kind: z.enum(['evidence', 'accept']),
    status: z
      .enum(['requested', 'sent', 'refused'])
      .openapi({ description: '`requested`: written down, not yet confirmed by Stripe.' }),
    evidence: z.record(z.string(), z.string()).nullable().openapi({ description: "By Stripe's field names." }),
    reason: z.string().nullable(),
    failure: z.string().nullable(),
    requestedBy: z.string(),
    createdAt: Instant,
    settledAt: Instant.nullable(),
  })
  .openapi('DisputeAnswer');
export type DisputeAnswer = z.infer<typeof DisputeAnswer>;

/** A dispute with what we know about its payment. */
export const DisputeDetail = Dispute.extend({
  answerable: z.boolean().openapi({ description: 'The bank waits for an answer, and none is on its way.' }),
  payment: z.object({
    at: Instant,
    card: z.object({ brand: z.string(), last4: z.string() }).nullable(),
    paymentIntentId: z.string().nullable(),
    receipt: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  }),
  customer: z.object({ name: z.string(), emailVerified: z.boolean(), since: Instant }),
  usage: z.object({
    charged: Money.openapi({ description: 'Since the payment.' }),
    deployments: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        from: Instant,
        until: Instant.nullable(),
        seconds: z.number().int(),
        charged: Money,
      }),
    ),
  }),
  proposal: DisputeEvidence.openapi({ description: 'A first version of the evidence, made of these facts.' }),
  answers: z.array(DisputeAnswer),
}).openapi('DisputeDetail');
export type DisputeDetail = z.infer<typeof DisputeDetail>;

/** Stripe's id. */
const DisputeParam = z.object({
  id: z
    .string()
    .max(100)
    .openapi({ param: { name: 'id', in: 'path' } }),
});

export const disputeRoutes = {
  getDispute: route('getDispute', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'A dispute, and what serves as evidence',
    request: { params: DisputeParam },
    responses: { 200: json('The dispute.', DisputeDetail), ...problems(400, 401, 403, 404) },
  }),
  answerDispute: route('answerDispute', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Send evidence, or accept the dispute',
    description:
      'Written down first, then sent to Stripe. A bank reads one answer, and accepting cannot be taken back. `Idempotency-Key` is required.',
    request: { params: DisputeParam, headers: IdempotencyHeader, body: body(NewDisputeAnswer) },
    responses: { 201: json('The answer.', DisputeAnswer), ...problems(400, 401, 403, 404, 409) },
  }),
};
