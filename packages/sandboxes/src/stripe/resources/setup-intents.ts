import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { confirmSetup } from '../payments/confirm-setup.ts';
import { findPaymentMethod } from '../payments/payment-methods.ts';
import { invalidRequest, resourceMissing, StripeError } from '../protocol/errors.ts';
import { newClientSecret, newId } from '../protocol/ids.ts';
import { type Caller, operation } from '../protocol/operation.ts';
import {
  anything,
  clearableText,
  createdRange,
  flag,
  mergeMetadata,
  metadata,
  paging,
  text,
} from '../protocol/params.ts';
import { findCustomer } from './customers.ts';
import { enterMethod, methodEntry } from './payment-methods.ts';

const writable = {
  customer: text().optional(),
  description: clearableText().optional(),
  metadata: metadata().optional(),
  payment_method: text().optional(),
  payment_method_data: methodEntry().optional(),
  payment_method_options: z.record(z.string(), anything()).optional(),
  allowed_payment_method_types: z.array(text()).optional(),
};
const confirming = z.strictObject({
  mandate_data: anything().optional(),
  payment_method: text().optional(),
  payment_method_data: methodEntry().optional(),
  payment_method_options: z.record(z.string(), anything()).optional(),
  return_url: text().optional(),
  use_stripe_sdk: flag().optional(),
});
const creation = z.strictObject({
  ...writable,
  automatic_payment_methods: z
    .strictObject({ enabled: flag(), allow_redirects: z.enum(['always', 'never']).optional() })
    .optional(),
  confirm: flag().optional(),
  mandate_data: anything().optional(),
  return_url: text().optional(),
  usage: z.enum(['off_session', 'on_session']).optional(),
  use_stripe_sdk: flag().optional(),
});

export const setupIntentOperations = [
  operation({ method: 'POST', path: '/v1/setup_intents', params: creation, run: create }),
  operation({
    method: 'GET',
    path: '/v1/setup_intents',
    params: z.strictObject({
      ...paging,
      created: createdRange(),
      customer: text().optional(),
      payment_method: text().optional(),
    }),
    run: (account, { customer, payment_method, ...query }) =>
      account.objects.list('setup_intent', '/v1/setup_intents', { ...query, where: { customer, payment_method } }),
  }),
  operation({
    method: 'GET',
    path: '/v1/setup_intents/:id',
    access: 'browser',
    params: z.strictObject({}),
    run: (account, _params, id, caller) => shown(findSetup(account, id, caller), caller),
  }),
  operation({
    method: 'POST',
    path: '/v1/setup_intents/:id',
    params: z.strictObject(writable),
    run: (account, params, id, caller) => {
      const intent = findSetup(account, id, caller);
      if (['succeeded', 'canceled'].includes(intent.status)) throw unexpectedState(intent, 'update');
      return account.objects.save(applyFields(account, intent, params, caller));
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/setup_intents/:id/confirm',
    access: 'browser',
    params: confirming,
    run: (account, params, id, caller) =>
      shown(confirm(account, findSetup(account, id, caller), params, caller), caller),
  }),
  operation({
    method: 'POST',
    path: '/v1/setup_intents/:id/cancel',
    params: z.strictObject({
      cancellation_reason: z.enum(['abandoned', 'duplicate', 'requested_by_customer']).optional(),
    }),
    run: (account, params, id, caller) => {
      const intent = findSetup(account, id, caller);
      if (['succeeded', 'canceled'].includes(intent.status)) throw unexpectedState(intent, 'cancel');
      account.objects.mark(id, { challenge: undefined });
      const reason = params.cancellation_reason ?? null;
      const canceled = account.objects.save<Stripe.SetupIntent>({
        ...intent,
        cancellation_reason: reason,
        next_action: null,
        status: 'canceled',
      });
      account.emit('setup_intent.canceled', canceled);
      return canceled;
    },
  }),
];

function create(account: Account, params: z.infer<typeof creation>, _id: string, caller: Caller): Stripe.SetupIntent {
  const intent = applyFields(account, newSetup(account, params), params, caller);
  account.objects.add(intent);
  account.emit('setup_intent.created', intent);
  const { confirm: now, return_url, use_stripe_sdk } = params;
  return now ? confirm(account, intent, { return_url, use_stripe_sdk }, caller) : intent;
}

function confirm(
  account: Account,
  before: Stripe.SetupIntent,
  params: z.infer<typeof confirming>,
  caller: Caller,
): Stripe.SetupIntent {
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(before.status)) {
    throw unexpectedState(before, 'confirm');
  }
  const { payment_method, payment_method_data, payment_method_options } = params;
  const fields = { payment_method, payment_method_data, payment_method_options };
  const intent = account.objects.save(applyFields(account, before, fields, caller));
  const returnUrl = params.return_url ?? null;
  const automatic = intent.automatic_payment_methods;
  if (!caller.browser && returnUrl === null && automatic?.enabled && automatic.allow_redirects !== 'never') {
    throw invalidRequest(
      'This SetupIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`.',
      { param: 'return_url' },
    );
  }
  const attempt = confirmSetup(account, intent, { returnUrl, useStripeSdk: params.use_stripe_sdk ?? caller.browser });
  if (attempt.refusal) throw attempt.refusal;
  return attempt.intent;
}

function findSetup(account: Account, id: string, caller: Caller): Stripe.SetupIntent {
  const intent = account.objects.get('setup_intent', id);
  if (!intent) throw resourceMissing('setup_intent', id, 'intent', 'path');
  if (caller.browser && caller.clientSecret !== intent.client_secret) {
    throw invalidRequest(
      'The client_secret provided does not match the client_secret associated with this SetupIntent.',
      {
        code: 'setup_intent_invalid_parameter',
        param: 'client_secret',
      },
    );
  }
  return intent;
}

function shown(intent: Stripe.SetupIntent, caller: Caller): object {
  if (!caller.browser) return intent;
  const { customer, metadata: hidden, application, on_behalf_of, latest_attempt, ...rest } = intent;
  return rest;
}

function unexpectedState(intent: Stripe.SetupIntent, verb: string): StripeError {
  return new StripeError(400, {
    type: 'invalid_request_error',
    code: 'setup_intent_unexpected_state',
    message: `You cannot ${verb} this SetupIntent because it has a status of ${intent.status}.`,
    setup_intent: intent,
  });
}

function applyFields(
  account: Account,
  intent: Stripe.SetupIntent,
  params: z.infer<z.ZodObject<typeof writable>>,
  caller: Caller,
): Stripe.SetupIntent {
  if (params.customer) findCustomer(account, params.customer, 'param');
  const method = params.payment_method_data
    ? enterMethod(account, params.payment_method_data, caller)
    : params.payment_method
      ? findPaymentMethod(account, params.payment_method, 'param')
      : undefined;
  return {
    ...intent,
    customer: params.customer ?? intent.customer,
    description: params.description === undefined ? intent.description : params.description,
    metadata: mergeMetadata(intent.metadata ?? {}, params.metadata),
    payment_method: method?.id ?? intent.payment_method,
    payment_method_options: (params.payment_method_options ??
      intent.payment_method_options) as Stripe.SetupIntent.PaymentMethodOptions,
    allowed_payment_method_types: params.allowed_payment_method_types ?? intent.allowed_payment_method_types,
    payment_method_types: params.allowed_payment_method_types ?? intent.payment_method_types,
    status: intent.status === 'requires_payment_method' && method ? 'requires_confirmation' : intent.status,
  };
}

function newSetup(account: Account, params: z.infer<typeof creation>): Stripe.SetupIntent {
  const id = newId('seti');
  const automatic = params.allowed_payment_method_types
    ? null
    : (params.automatic_payment_methods ?? { enabled: true });
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: automatic?.enabled
      ? { enabled: true, allow_redirects: automatic.allow_redirects ?? 'always' }
      : null,
    cancellation_reason: null,
    client_secret: newClientSecret(id),
    created: account.now(),
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: automatic?.enabled ? ['card', 'us_bank_account'] : ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: params.usage ?? 'off_session',
  };
}
