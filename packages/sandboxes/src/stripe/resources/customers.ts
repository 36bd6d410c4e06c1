import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { attachPaymentMethod, findPaymentMethod } from '../payments/payment-methods.ts';
import { detachPaymentMethod } from '../payments/saved-cards.ts';
import { changedFields } from '../protocol/changed-fields.ts';
import { invalidRequest, resourceMissing } from '../protocol/errors.ts';
import { newId, randomText } from '../protocol/ids.ts';
import { operation } from '../protocol/operation.ts';
import {
  address,
  anything,
  clearableText,
  createdRange,
  mergeMetadata,
  metadata,
  paging,
  text,
} from '../protocol/params.ts';

const shipping = () =>
  z.strictObject({ address: address(), name: text(), phone: clearableText().optional() }).optional();

const writable = {
  address: z.union([z.literal('').transform(() => null), address()]).optional(),
  description: clearableText().optional(),
  email: clearableText().optional(),
  invoice_settings: z
    .strictObject({
      custom_fields: anything().optional(),
      default_payment_method: clearableText().optional(),
      footer: clearableText().optional(),
      rendering_options: anything().optional(),
    })
    .optional(),
  metadata: metadata().optional(),
  name: clearableText().optional(),
  phone: clearableText().optional(),
  preferred_locales: z.array(z.string()).optional(),
  shipping: shipping(),
  tax_exempt: z.enum(['none', 'exempt', 'reverse']).optional(),
};
const creation = z.strictObject({ ...writable, payment_method: text().optional() });
const change = z.strictObject(writable);
type Change = z.infer<typeof change>;

export const customerOperations = [
  operation({ method: 'POST', path: '/v1/customers', params: creation, run: create }),
  operation({
    method: 'GET',
    path: '/v1/customers',
    params: z.strictObject({ ...paging, created: createdRange(), email: text().optional() }),
    run: (account, { email, ...query }) =>
      account.objects.list('customer', '/v1/customers', { ...query, where: { email } }),
  }),
  operation({
    method: 'GET',
    path: '/v1/customers/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => {
      const customer = account.objects.get('customer', id);
      if (!customer) throw resourceMissing('customer', id, 'id', 'path');
      return customer;
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/customers/:id',
    params: change,
    run: (account, params, id) => {
      const before = findCustomer(account, id, 'path');
      const after = account.objects.save(applyChange(account, before, params));
      account.emit('customer.updated', after, changedFields(before, after));
      return after;
    },
  }),
  operation({ method: 'DELETE', path: '/v1/customers/:id', params: z.strictObject({}), run: remove }),
];

/** A customer that was not deleted. */
export function findCustomer(account: Account, id: string, place: 'path' | 'param'): Stripe.Customer {
  const customer = account.objects.get('customer', id);
  if (!customer || customer.deleted) throw resourceMissing('customer', id, place === 'path' ? 'id' : 'customer', place);
  return customer;
}

function create(account: Account, params: z.infer<typeof creation>): Stripe.Customer {
  const { payment_method: methodId, ...fields } = params;
  const customer = account.objects.add(
    applyChange(account, newCustomer(account), { ...fields, invoice_settings: undefined }),
  );
  if (methodId) attachPaymentMethod(account, findPaymentMethod(account, methodId, 'param'), customer.id);
  const complete = account.objects.save(applyChange(account, customer, { invoice_settings: fields.invoice_settings }));
  account.emit('customer.created', complete);
  return complete;
}

/** Deleting detaches the payment methods; what is left of the customer is its id. */
function remove(account: Account, _params: unknown, id: string): Stripe.DeletedCustomer {
  const customer = findCustomer(account, id, 'path');
  for (const method of account.objects.allOf('payment_method', 'customer', id)) detachPaymentMethod(account, method);
  account.emit('customer.deleted', customer);
  return account.objects.save<Stripe.DeletedCustomer>({ id, object: 'customer', deleted: true });
}

function applyChange(account: Account, customer: Stripe.Customer, params: Change): Stripe.Customer {
  const {
    metadata: metadataChange,
    invoice_settings: invoiceSettings,
    address: newAddress,
    shipping: newShipping,
    ...fields
  } = params;
  const method = invoiceSettings?.default_payment_method;
  if (method) checkAttached(account, customer, method);
  const blank = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
  return {
    ...customer,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    ...(newAddress !== undefined ? { address: newAddress && { ...blank, ...newAddress } } : {}),
    ...(newShipping
      ? {
          shipping: {
            name: newShipping.name,
            phone: newShipping.phone ?? undefined,
            address: { ...blank, ...newShipping.address },
          },
        }
      : {}),
    invoice_settings: {
      ...customer.invoice_settings,
      ...(method !== undefined ? { default_payment_method: method } : {}),
      ...(invoiceSettings?.footer !== undefined ? { footer: invoiceSettings.footer } : {}),
    },
    metadata: mergeMetadata(customer.metadata, metadataChange),
  };
}

function checkAttached(account: Account, customer: Stripe.Customer, methodId: string): void {
  const method = account.objects.get('payment_method', methodId);
  if (!method) throw resourceMissing('PaymentMethod', methodId, 'invoice_settings[default_payment_method]', 'param');
  if (method.customer === customer.id) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${methodId}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
  );
}

function newCustomer(account: Account): Stripe.Customer {
  return {
    id: newId('cus').slice(0, 18),
    object: 'customer',
    address: null,
    balance: 0,
    created: account.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}
