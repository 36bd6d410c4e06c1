import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { confirmPayment, unexpectedState } from '../payments/confirm-payment.ts';
import type { Confirmation } from '../payments/confirmation.ts';
import { findPaymentMethod } from '../payments/payment-methods.ts';
import { invalidRequest, resourceMissing } from '../protocol/errors.ts';
import { newClientSecret, newId } from '../protocol/ids.ts';
import { type Caller, operation } from '../protocol/operation.ts';
import { createdRange, mergeMetadata, paging, text } from '../protocol/params.ts';
import { findCustomer } from './customers.ts';
import { amountOf, cancellation, confirming, creation, writable } from './payment-intent-params.ts';
import { enterMethod } from './payment-methods.ts';

type Fields = z.infer<z.ZodObject<typeof writable>>;
type Creation = z.infer<typeof creation>;
type Confirming = z.infer<typeof confirming>;

export const paymentIntentOperations = [
  operation({ method: 'POST', path: '/v1/payment_intents', params: creation, run: create }),
  operation({
    method: 'GET',
    path: '/v1/payment_intents',
    params: z.strictObject({ ...paging, created: createdRange(), customer: text().optional() }),
    run: (account, { customer, ...query }) =>
      account.objects.list('payment_intent', '/v1/payment_intents', { ...query, where: { customer } }),
  }),
  operation({
    method: 'GET',
    path: '/v1/payment_intents/:id',
    access: 'browser',
    params: z.strictObject({}),
    run: (account, _params, id, caller) => shown(findIntent(account, id, caller), caller),
  }),
  operation({
    method: 'POST',
    path: '/v1/payment_intents/:id',
    params: z.strictObject(writable),
    run: (account, params, id, caller) => {
      const intent = findIntent(account, id, caller);
      if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) {
        throw unexpectedState(intent, 'update');
      }
      return account.objects.save(applyFields(account, intent, params, caller));
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/payment_intents/:id/confirm',
    access: 'browser',
    params: confirming,
    run: (account, params, id, caller) =>
      shown(confirm(account, findIntent(account, id, caller), params, caller), caller),
  }),
  operation({ method: 'POST', path: '/v1/payment_intents/:id/cancel', params: cancellation, run: cancel }),
];

function create(account: Account, params: Creation, _id: string, caller: Caller): Stripe.PaymentIntent {
  const intent = applyFields(account, newIntent(account, params), params, caller);
  account.objects.add(intent);
  account.emit('payment_intent.created', intent);
  if (params.confirm) return confirm(account, intent, params, caller);
  const forbidden = (
    ['off_session', 'return_url', 'error_on_requires_action', 'mandate', 'mandate_data'] as const
  ).find((name) => params[name] !== undefined);
  if (!forbidden) return intent;
  throw invalidRequest(
    `The parameter \`${forbidden}\` cannot be passed when creating a PaymentIntent unless \`confirm\` is set to true.`,
    { param: forbidden },
  );
}

function confirm(
  account: Account,
  before: Stripe.PaymentIntent,
  params: Confirming,
  caller: Caller,
): Stripe.PaymentIntent {
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(before.status)) {
    throw unexpectedState(before, 'confirm');
  }
  const { setup_future_usage, receipt_email, payment_method, payment_method_data, payment_method_options } = params;
  const fields = { setup_future_usage, receipt_email, payment_method, payment_method_data, payment_method_options };
  const intent = account.objects.save(applyFields(account, before, fields, caller));
  const confirmation: Confirmation = {
    offSession: params.off_session ?? false,
    refuseAction: params.error_on_requires_action ?? false,
    returnUrl: params.return_url ?? null,
    useStripeSdk: params.use_stripe_sdk ?? caller.browser,
  };
  requireReturnUrl(intent, confirmation, caller);
  const attempt = confirmPayment(account, intent, confirmation);
  if (attempt.refusal) throw attempt.refusal;
  return attempt.intent;
}

/** Stripe refuses to confirm with methods that may redirect unless it knows where to send the customer back to. */
function requireReturnUrl(intent: Stripe.PaymentIntent, confirmation: Confirmation, caller: Caller): void {
  const automatic = intent.automatic_payment_methods;
  if (caller.browser || confirmation.offSession || confirmation.returnUrl !== null) return;
  if (!automatic?.enabled || automatic.allow_redirects === 'never') return;
  throw invalidRequest(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    { param: 'return_url' },
  );
}

function cancel(
  account: Account,
  params: z.infer<typeof cancellation>,
  id: string,
  caller: Caller,
): Stripe.PaymentIntent {
  const intent = findIntent(account, id, caller);
  if (['succeeded', 'canceled', 'processing'].includes(intent.status)) throw unexpectedState(intent, 'cancel');
  account.objects.mark(id, { challenge: undefined });
  const canceled = account.objects.save<Stripe.PaymentIntent>({
    ...intent,
    canceled_at: account.now(),
    cancellation_reason: params.cancellation_reason ?? null,
    next_action: null,
    status: 'canceled',
  });
  account.emit('payment_intent.canceled', canceled);
  return canceled;
}

function findIntent(account: Account, id: string, caller: Caller): Stripe.PaymentIntent {
  const intent = account.objects.get('payment_intent', id);
  if (!intent) throw resourceMissing('payment_intent', id, 'intent', 'path');
  if (caller.browser && caller.clientSecret !== intent.client_secret) {
    throw invalidRequest(
      'The client_secret provided does not match the client_secret associated with this PaymentIntent.',
      {
        code: 'payment_intent_invalid_parameter',
        param: 'client_secret',
      },
    );
  }
  return intent;
}

/** A browser sees neither the customer nor what the server wrote for itself. */
function shown(intent: Stripe.PaymentIntent, caller: Caller): object {
  if (!caller.browser) return intent;
  const {
    customer,
    metadata,
    latest_charge,
    application,
    transfer_data,
    transfer_group,
    on_behalf_of,
    review,
    ...rest
  } = intent;
  return rest;
}

function applyFields(
  account: Account,
  intent: Stripe.PaymentIntent,
  params: Fields,
  caller: Caller,
): Stripe.PaymentIntent {
  if (params.customer) findCustomer(account, params.customer, 'param');
  const method = params.payment_method_data
    ? enterMethod(account, params.payment_method_data, caller)
    : params.payment_method
      ? findPaymentMethod(account, params.payment_method, 'param')
      : undefined;
  const status = intent.status === 'requires_payment_method' && method ? 'requires_confirmation' : intent.status;
  const allowed = params.allowed_payment_method_types;
  const given = {
    customer: params.customer,
    description: params.description,
    payment_method: method?.id,
    payment_method_options: params.payment_method_options,
    receipt_email: params.receipt_email,
    setup_future_usage: params.setup_future_usage,
    statement_descriptor: params.statement_descriptor,
    statement_descriptor_suffix: params.statement_descriptor_suffix,
    transfer_group: params.transfer_group,
  };
  return {
    ...intent,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(params.amount !== undefined ? { amount: amountOf(params.amount, intent.currency) } : {}),
    ...(allowed ? { allowed_payment_method_types: allowed, payment_method_types: allowed } : {}),
    metadata: mergeMetadata(intent.metadata, params.metadata),
    status,
  };
}

function newIntent(account: Account, params: Creation): Stripe.PaymentIntent {
  const id = newId('pi');
  const automatic = params.allowed_payment_method_types
    ? null
    : (params.automatic_payment_methods ?? { enabled: true });
  const automaticTypes = params.currency === 'usd' ? ['card', 'us_bank_account'] : ['card'];
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: amountOf(params.amount, params.currency),
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: automatic?.enabled
      ? { enabled: true, allow_redirects: automatic.allow_redirects ?? 'always' }
      : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: newClientSecret(id),
    confirmation_method: params.confirmation_method ?? 'automatic',
    created: account.now(),
    currency: params.currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: automatic?.enabled ? automaticTypes : ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}
