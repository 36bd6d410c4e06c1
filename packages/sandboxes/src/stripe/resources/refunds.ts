import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { createRefund } from '../payments/refunds.ts';
import { changedFields } from '../protocol/changed-fields.ts';
import { invalidRequest, resourceMissing } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import { createdRange, integer, mergeMetadata, metadata, paging, text } from '../protocol/params.ts';

const creation = z.strictObject({
  amount: integer().optional(),
  charge: text().optional(),
  metadata: metadata().optional(),
  payment_intent: text().optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});

export const refundOperations = [
  operation({
    method: 'POST',
    path: '/v1/refunds',
    params: creation,
    run: (account, params) =>
      createRefund(account, chargeToRefund(account, params), {
        amountCents: params.amount,
        metadata: mergeMetadata({}, params.metadata),
        reason: params.reason ?? null,
      }),
  }),
  operation({
    method: 'GET',
    path: '/v1/refunds',
    params: z.strictObject({
      ...paging,
      created: createdRange(),
      charge: text().optional(),
      payment_intent: text().optional(),
    }),
    run: (account, { charge, payment_intent, ...query }) =>
      account.objects.list('refund', '/v1/refunds', { ...query, where: { charge, payment_intent } }),
  }),
  operation({
    method: 'GET',
    path: '/v1/charges/:id/refunds',
    params: z.strictObject(paging),
    run: (account, query, charge) =>
      account.objects.list('refund', `/v1/charges/${charge}/refunds`, { ...query, where: { charge } }),
  }),
  operation({
    method: 'GET',
    path: '/v1/refunds/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => findRefund(account, id),
  }),
  operation({
    method: 'POST',
    path: '/v1/refunds/:id',
    params: z.strictObject({ metadata: metadata().optional() }),
    run: (account, params, id) => {
      const refund = findRefund(account, id);
      const metadata = mergeMetadata(refund.metadata ?? {}, params.metadata);
      const after = account.objects.save({ ...refund, metadata });
      account.emit('refund.updated', after, changedFields(refund, after));
      return after;
    },
  }),
];

function findRefund(account: Account, id: string): Stripe.Refund {
  const refund = account.objects.get('refund', id);
  if (!refund) throw resourceMissing('refund', id, 'id', 'path');
  return refund;
}

function chargeToRefund(account: Account, params: z.infer<typeof creation>): Stripe.Charge {
  if (params.charge) {
    const charge = account.objects.get('charge', params.charge);
    if (!charge) throw resourceMissing('charge', params.charge, 'charge', 'param');
    return charge;
  }
  if (!params.payment_intent) {
    throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
      param: 'payment_intent',
    });
  }
  const intent = account.objects.get('payment_intent', params.payment_intent);
  if (!intent) throw resourceMissing('payment_intent', params.payment_intent, 'payment_intent', 'param');
  const charge = account.objects.get('charge', String(intent.latest_charge));
  if (charge && intent.status === 'succeeded') return charge;
  throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`);
}
