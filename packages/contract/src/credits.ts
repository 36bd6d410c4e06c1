import { z } from '@hono/zod-openapi';
import { Money } from './money.ts';
import { problems } from './problem.ts';
import { MoneyOwner, Reason } from './refunds.ts';
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

/** Promotional money: spent before card money, never paid out. */
export const Credit = z
  .object({
    id: z.uuid(),
    amount: Money,
    left: Money.openapi({ description: 'What was not spent yet; nothing once it has ended.' }),
    expired: Money.openapi({ description: 'What was not spent by its end.' }),
    origin: z.enum(['operator', 'coupon']),
    reason: z.string(),
    grantedAt: Instant,
    expiresAt: Instant.nullable(),
    endedAt: Instant.nullable(),
  })
  .openapi('Credit');
export type Credit = z.infer<typeof Credit>;

export const CreditList = z
  .object({ items: z.array(Credit), nextCursor: z.string().nullable(), left: Money })
  .openapi('CreditList');

export const OperatorCredit = Credit.omit({ left: true })
  .extend({ user: MoneyOwner, grantedBy: z.string().nullable() })
  .openapi('OperatorCredit');
export type OperatorCredit = z.infer<typeof OperatorCredit>;

export const NewCredit = z
  .strictObject({
    amount: Money,
    reason: Reason.openapi({ description: 'The user reads it on the statement.' }),
    expiresAt: Instant.optional(),
  })
  .openapi('NewCredit');

export const Coupon = z
  .object({
    id: z.uuid(),
    code: z.string(),
    amount: Money,
    note: z.string(),
    expiresAt: Instant.nullable(),
    creditDays: z.number().int().nullable().openapi({ description: 'How long its credit lasts; null for no end.' }),
    perUserLimit: z.number().int(),
    totalLimit: z.number().int().nullable(),
    redeemed: z.number().int(),
    createdAt: Instant,
    deactivatedAt: Instant.nullable(),
  })
  .openapi('Coupon');
export type Coupon = z.infer<typeof Coupon>;

const limit = z.number().int().min(1).max(1_000_000);
export const NewCoupon = z
  .strictObject({
    code: z
      .string()
      .max(60)
      .optional()
      .openapi({ description: '8 letters and digits or more; a random one of 12 without it.' }),
    amount: Money,
    note: z.string().trim().max(300).default(''),
    expiresAt: Instant.optional(),
    creditDays: z.number().int().min(1).max(3650).optional(),
    perUserLimit: limit.default(1),
    totalLimit: limit.optional(),
  })
  .openapi('NewCoupon');

export const CouponRedemption = z
  .object({ creditId: z.uuid(), user: MoneyOwner, redeemedAt: Instant })
  .openapi('CouponRedemption');
export type CouponRedemption = z.infer<typeof CouponRedemption>;

export const RedeemCoupon = z
  .strictObject({ code: z.string().trim().min(1, 'must not be empty').max(60) })
  .openapi('RedeemCoupon');

export const couponQuery = z.strictObject({ ...pageQuery, ...csvFormat, q: z.string().trim().max(100).optional() });
export const operatorCreditQuery = z.strictObject({
  ...pageQuery,
  ...csvFormat,
  q: z.string().trim().max(100).optional(),
  userId: z.uuid().optional(),
});

export const creditRoutes = {
  redeemCoupon: route('redeemCoupon', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'Redeem a code',
    description:
      'Gives its credit, within the limits of the code. After 10 wrong codes within an hour one has to wait. `Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, body: body(RedeemCoupon) },
    responses: { 201: json('The credit.', Credit), ...problems(400, 401, 409, 422, 429) },
  }),
  listCredits: route('listCredits', {
    tag: 'Payments',
    access: 'signed-in',
    summary: 'Your credits, newest first, and what is left of them',
    request: { query: z.strictObject(pageQuery) },
    responses: { 200: json('One page.', CreditList), ...problems(400, 401) },
  }),
  grantCredit: route('grantCredit', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Give credit to a user',
    description: 'Pays a debt at once, then usage before card money. `Idempotency-Key` is required.',
    request: { params: IdParam, headers: IdempotencyHeader, body: body(NewCredit) },
    responses: { 201: json('The credit.', Credit), ...problems(400, 401, 403, 404, 409) },
  }),
  listAllCredits: route('listAllCredits', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Credits of all users, newest first',
    request: { query: operatorCreditQuery },
    responses: { 200: jsonOrCsv('One page.', page(OperatorCredit)), ...problems(400, 401, 403) },
  }),
  createCoupon: route('createCoupon', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Make a coupon code',
    description: '`Idempotency-Key` is required.',
    request: { headers: IdempotencyHeader, body: body(NewCoupon) },
    responses: { 201: json('The coupon.', Coupon), ...problems(400, 401, 403, 409) },
  }),
  listCoupons: route('listCoupons', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Coupons, newest first',
    request: { query: couponQuery },
    responses: { 200: jsonOrCsv('One page.', page(Coupon)), ...problems(400, 401, 403) },
  }),
  listCouponRedemptions: route('listCouponRedemptions', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Who redeemed a coupon, newest first',
    request: { params: IdParam, query: z.strictObject({ ...pageQuery, ...csvFormat }) },
    responses: { 200: jsonOrCsv('One page.', page(CouponRedemption)), ...problems(400, 401, 403, 404) },
  }),
  deactivateCoupon: route('deactivateCoupon', {
    tag: 'Cloud operator',
    access: 'cloud-operator',
    summary: 'Take a code back: nobody can redeem it any more',
    request: { params: IdParam, body: body(z.strictObject({ reason: Reason })) },
    responses: { 200: json('The coupon.', Coupon), ...problems(400, 401, 403, 404) },
  }),
};
