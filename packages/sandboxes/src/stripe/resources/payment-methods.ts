import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { attachPaymentMethod, createCardMethod, findPaymentMethod } from '../payments/payment-methods.ts';
import { detachPaymentMethod } from '../payments/saved-cards.ts';
import { changedFields } from '../protocol/changed-fields.ts';
import { invalidRequest, resourceMissing, StripeError } from '../protocol/errors.ts';
import { type Caller, operation } from '../protocol/operation.ts';
import {
  address,
  anything,
  clearableText,
  integer,
  mergeMetadata,
  metadata,
  paging,
  text,
} from '../protocol/params.ts';
import { findCustomer } from './customers.ts';

const billingDetails = () =>
  z.strictObject({
    address: z.union([z.literal('').transform(() => undefined), address()]).optional(),
    email: clearableText().optional(),
    name: clearableText().optional(),
    phone: clearableText().optional(),
    tax_id: clearableText().optional(),
  });

const redisplay = () => z.enum(['always', 'limited', 'unspecified']).optional();

/** What a browser sends for a new payment method. */
export const methodEntry = () =>
  z.strictObject({
    type: z.enum(['card']),
    card: z.strictObject({
      number: text().transform((value) => value.replace(/[\s-]/g, '')),
      exp_month: integer(),
      exp_year: integer(),
      cvc: text().optional(),
      networks: anything().optional(),
    }),
    billing_details: billingDetails().optional(),
    metadata: metadata().optional(),
    allow_redisplay: redisplay(),
  });

const writable = {
  allow_redisplay: redisplay(),
  billing_details: billingDetails().optional(),
  card: z
    .strictObject({ exp_month: integer().optional(), exp_year: integer().optional(), networks: anything().optional() })
    .optional(),
  metadata: metadata().optional(),
};

export const paymentMethodOperations = [
  operation({
    method: 'POST',
    path: '/v1/payment_methods',
    access: 'browser',
    params: methodEntry(),
    run: (account, params, _id, caller) => enterMethod(account, params, caller),
  }),
  operation({
    method: 'GET',
    path: '/v1/payment_methods',
    params: z.strictObject({
      ...paging,
      customer: text().optional(),
      type: text().optional(),
      allow_redisplay: redisplay(),
    }),
    run: (account, { customer, type, allow_redisplay, ...query }) => {
      if (customer) findCustomer(account, customer, 'param');
      return account.objects.list('payment_method', '/v1/payment_methods', {
        ...query,
        where: { customer, type, allow_redisplay },
      });
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/customers/:id/payment_methods',
    params: z.strictObject({ ...paging, type: text().optional(), allow_redisplay: redisplay() }),
    run: (account, { type, allow_redisplay, ...query }, customer) => {
      findCustomer(account, customer, 'path');
      const where = { customer, type, allow_redisplay };
      return account.objects.list('payment_method', `/v1/customers/${customer}/payment_methods`, { ...query, where });
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/payment_methods/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => findPaymentMethod(account, id, 'path'),
  }),
  operation({
    method: 'GET',
    path: '/v1/customers/:parent/payment_methods/:id',
    params: z.strictObject({}),
    run: (account, _params, id, _caller, customer) => {
      findCustomer(account, customer, 'path');
      const method = findPaymentMethod(account, id, 'path');
      if (method.customer !== customer) throw resourceMissing('PaymentMethod', id, 'id', 'path');
      return method;
    },
  }),
  operation({ method: 'POST', path: '/v1/payment_methods/:id', params: z.strictObject(writable), run: update }),
  operation({
    method: 'POST',
    path: '/v1/payment_methods/:id/attach',
    params: z.strictObject({ customer: text() }),
    run: (account, { customer }, id) => {
      findCustomer(account, customer, 'param');
      return attachPaymentMethod(account, findPaymentMethod(account, id, 'path'), customer);
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/payment_methods/:id/detach',
    params: z.strictObject({}),
    run: (account, _params, id) => detachPaymentMethod(account, findPaymentMethod(account, id, 'path')),
  }),
];

/** Only the form in the browser may send card numbers; a server that does so would handle them itself. */
export function enterMethod(
  account: Account,
  entry: z.infer<ReturnType<typeof methodEntry>>,
  caller: Caller,
): Stripe.PaymentMethod {
  if (!caller.browser) {
    throw new StripeError(402, {
      type: 'card_error',
      code: 'card_declined',
      message:
        'Sending credit card numbers directly to the Stripe API is generally unsafe. To continue processing use Stripe.js, the Stripe mobile bindings, or Stripe Elements.',
    });
  }
  const method = createCardMethod(account, entry.card, entry.billing_details);
  return account.objects.save<Stripe.PaymentMethod>({
    ...method,
    allow_redisplay: entry.allow_redisplay ?? 'unspecified',
    metadata: mergeMetadata({}, entry.metadata),
  });
}

function update(account: Account, params: z.infer<z.ZodObject<typeof writable>>, id: string): Stripe.PaymentMethod {
  const method = findPaymentMethod(account, id, 'path');
  if (method.customer === null) {
    throw invalidRequest('You must save this PaymentMethod to a customer before you can update it.', {
      code: 'payment_method_unexpected_state',
    });
  }
  const { exp_month = method.card?.exp_month, exp_year = method.card?.exp_year } = params.card ?? {};
  const after = account.objects.save({
    ...method,
    allow_redisplay: params.allow_redisplay ?? method.allow_redisplay,
    billing_details: {
      ...method.billing_details,
      ...params.billing_details,
      address: { ...method.billing_details.address, ...params.billing_details?.address },
    } as Stripe.PaymentMethod.BillingDetails,
    ...(method.card ? { card: { ...method.card, exp_month, exp_year } as Stripe.PaymentMethod.Card } : {}),
    metadata: mergeMetadata(method.metadata ?? {}, params.metadata),
  });
  account.emit('payment_method.updated', after, changedFields(method, after));
  return after;
}
