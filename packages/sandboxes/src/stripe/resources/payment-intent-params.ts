import { z } from 'zod';
import { invalidRequest } from '../protocol/errors.ts';
import { anything, clearableText, flag, integer, metadata, text } from '../protocol/params.ts';
import { methodEntry } from './payment-methods.ts';

/** Smallest amounts in minor units, by https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
const minimums: Record<string, number> = { usd: 50, eur: 50, gbp: 30 };
const maximum = 99_999_999;

const currency = () =>
  text().transform((value, context) => {
    const code = value.toLowerCase();
    if (code in minimums) return code;
    context.addIssue({
      code: 'custom',
      message: `Invalid currency: ${code}. This sandbox takes ${Object.keys(minimums).join(', ')}.`,
      params: {},
    });
    return z.NEVER;
  });

export const writable = {
  allowed_payment_method_types: z.array(text()).optional(),
  amount: integer().optional(),
  customer: text().optional(),
  description: clearableText().optional(),
  metadata: metadata().optional(),
  payment_method: text().optional(),
  payment_method_data: methodEntry().optional(),
  payment_method_options: z.record(z.string(), anything()).optional(),

  receipt_email: clearableText().optional(),
  setup_future_usage: z
    .enum(['off_session', 'on_session', ''])
    .transform((value) => value || null)
    .optional(),
  statement_descriptor: clearableText().optional(),
  statement_descriptor_suffix: clearableText().optional(),
  transfer_group: text().optional(),
};

const confirmingFields = {
  error_on_requires_action: flag().optional(),
  mandate: text().optional(),
  mandate_data: anything().optional(),
  off_session: z.union([flag(), z.enum(['one_off', 'recurring']).transform(() => true)]).optional(),
  return_url: text().optional(),
  use_stripe_sdk: flag().optional(),
  radar_options: anything().optional(),
};

export const creation = z.strictObject({
  ...writable,
  ...confirmingFields,
  amount: integer(),
  currency: currency(),
  automatic_payment_methods: z
    .strictObject({ enabled: flag(), allow_redirects: z.enum(['always', 'never']).optional() })
    .optional(),
  capture_method: z.enum(['automatic', 'automatic_async']).optional(),
  confirm: flag().optional(),
  confirmation_method: z.enum(['automatic', 'manual']).optional(),
});

export const confirming = z.strictObject({
  ...confirmingFields,
  payment_method: writable.payment_method,
  payment_method_data: writable.payment_method_data,
  payment_method_options: z.record(z.string(), anything()).optional(),
  allowed_payment_method_types: writable.allowed_payment_method_types,
  receipt_email: writable.receipt_email,
  setup_future_usage: writable.setup_future_usage,
});

export const cancellation = z.strictObject({
  cancellation_reason: z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});

/** Checks an amount in minor units against the currency's bounds. */
export function amountOf(amount: number, code: string): number {
  const least = minimums[code] ?? 50;
  if (amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  if (amount < least) {
    throw invalidRequest(`Amount must be at least $${(least / 100).toFixed(2)} ${code}`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amount > maximum) {
    throw invalidRequest(`Amount must be no more than $${(maximum / 100).toLocaleString('en-US')}`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
  return amount;
}
