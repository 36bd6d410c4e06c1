import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import {
  body,
  csvFormat,
  IdempotencyHeader,
  IdParam,
  Instant,
  json,
  jsonOrCsv,
  page,
  pageQuery,
  route,
} from './route.ts';

const stripeMethodId = /^pm_[A-Za-z0-9_]{1,100}$/;

export const NewTopUp = z
  .strictObject({
    amount: Money,
    paymentMethodId: z
      .string()
      .refine((text) => stripeMethodId.test(text) || z.uuid().safeParse(text).success, {
        message: 'must be the id of one of your saved cards, or a payment method id of Stripe such as "pm_card_visa"',
      })
      .optional(),
    saveCard: z.boolean().optional().openapi({
      description: 'Keep the card for later payments; its owner has agreed. Of no effect for a saved card.',
    }),
  })
  .openapi('NewTopUp');

export const topUpStatuses = [
  'requires_payment',
  'requires_action',
  'processing',
  'succeeded',
  'failed',
  'cancelled',
] as const;
export const cancelReasons = ['requested', 'not_finished'] as const;

export const TopUp = z
  .object({
    id: z.uuid(),
    status: z.enum(topUpStatuses),
    amount: Money,
    clientSecret: z.string().optional().openapi({ description: 'For Stripe.js, while its owner can still pay.' }),
    savesCard: z.boolean(),
    failure: z
      .object({ code: z.string(), message: z.string() })
      .optional()
      .openapi({ description: "Why it failed: Stripe's decline code, and Stripe's words." }),
    cancelRequestedAt: Instant.nullable(),
    cancelReason: z.enum(cancelReasons).nullable(),
    expiresAt: Instant.nullable().openapi({ description: 'When it is given up, while it waits for its owner.' }),
    createdAt: Instant,
    settledAt: Instant.nullable(),
  })
  .openapi('TopUp');
export type TopUp = z.infer<typeof TopUp>;

export const topUpListQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  unfinished: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .openapi({ description: 'Only those that wait for their owner, or only the others.' }),
});

export const PaymentMethod = z
  .object({
    id: z.uuid(),
    brand: z.string().openapi({ example: 'visa' }),
    last4: z.string(),
    expMonth: z.number().int(),
    expYear: z.number().int(),
    expired: z.boolean(),
    isDefault: z.boolean(),
    stripePaymentMethodId: z.string(),
    addedAt: Instant,
  })
  .openapi('PaymentMethod');
export type PaymentMethod = z.infer<typeof PaymentMethod>;

export const NewPaymentMethod = z
  .strictObject({
    paymentMethodId: z
      .string()
      .regex(stripeMethodId, 'must be a payment method id of Stripe, such as "pm_card_visa"')
      .optional(),
  })
  .openapi('NewPaymentMethod');

export const cardSetupStatuses = [
  'requires_card',
  'requires_action',
  'processing',
  'saved',
  'failed',
  'cancelled',
] as const;

export const CardSetup = z
  .object({
    id: z.uuid(),
    status: z.enum(cardSetupStatuses),
    clientSecret: z.string().optional().openapi({ description: 'For Stripe.js, while the card is not saved.' }),
    method: PaymentMethod.nullable().openapi({ description: 'The saved card, once it is.' }),
    failure: z.object({ code: z.string(), message: z.string() }).optional(),
    createdAt: Instant,
  })
  .openapi('CardSetup');
export type CardSetup = z.infer<typeof CardSetup>;

export const paymentRoutes = {
  createTopUp: route('createTopUp', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'Start a top-up',
    description:
      'With `paymentMethodId` the server confirms at once; without, `clientSecret` is for Stripe Elements. Only a settled payment credits. `Idempotency-Key` is required; a repeat says how the same top-up stands now.',
    request: { headers: IdempotencyHeader, body: body(NewTopUp) },
    responses: { 201: json('The top-up.', TopUp), ...problems(400, 401, 409, 429, 503) },
  }),
  listTopUps: route('listTopUps', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'Your top-ups, newest first',
    request: { query: topUpListQuery },
    responses: {
      200: jsonOrCsv('One page, or with `format=csv` all of the filter.', page(TopUp).openapi('TopUpPage')),
      ...problems(400, 401),
    },
  }),
  getTopUp: route('getTopUp', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'One top-up',
    request: { params: IdParam },
    responses: { 200: json('The top-up.', TopUp), ...problems(400, 401, 404) },
  }),
  cancelTopUp: route('cancelTopUp', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'Cancel a top-up that is not paid',
    description:
      'The card processor is told in the background; should it have been paid in that moment, it stays paid.',
    request: { params: IdParam, headers: IdempotencyHeader },
    responses: { 200: json('The top-up as it stands.', TopUp), ...problems(400, 401, 404, 409) },
  }),
  listPaymentMethods: route('listPaymentMethods', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'Your saved cards, newest first',
    request: { query: z.strictObject(pageQuery) },
    responses: { 200: json('One page.', page(PaymentMethod).openapi('PaymentMethodPage')), ...problems(400, 401) },
  }),
  createPaymentMethod: route('createPaymentMethod', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'Save a card',
    description:
      'Without `paymentMethodId`, `clientSecret` is for Stripe Elements in setup mode; with one it is saved at once. A repeat with the same `Idempotency-Key` asks how it stands now and answers the saved card once it is.',
    request: { headers: IdempotencyHeader, body: body(NewPaymentMethod) },
    responses: { 201: json('The attempt to save it.', CardSetup), ...problems(400, 401, 409, 503) },
  }),
  deletePaymentMethod: route('deletePaymentMethod', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'Remove a saved card',
    request: { params: IdParam },
    responses: { 204: { description: 'Removed, here at once and at Stripe right after.' }, ...problems(400, 401, 404) },
  }),
  setDefaultPaymentMethod: route('setDefaultPaymentMethod', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'Make a saved card the default',
    request: { params: IdParam },
    responses: { 200: json('The card.', PaymentMethod), ...problems(400, 401, 404) },
  }),
  receiveStripeEvent: route('receiveStripeEvent', {
    tag: 'Payments',
    access: 'public',
    summary: 'Signed events of Stripe',
    responses: {
      200: json('Stored.', z.object({ received: z.literal(true) })),
      ...problems(400, 413),
    },
  }),
};
