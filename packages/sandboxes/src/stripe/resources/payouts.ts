import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { availableCents } from '../payments/balance.ts';
import { cancelPayout, createPayout } from '../payments/payouts.ts';
import { changedFields } from '../protocol/changed-fields.ts';
import { invalidRequest, resourceMissing } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import { clearableText, createdRange, integer, mergeMetadata, metadata, paging, text } from '../protocol/params.ts';

const creation = z.strictObject({
  amount: integer(),
  currency: text(),
  description: clearableText().optional(),
  metadata: metadata().optional(),
  method: z.enum(['standard']).optional(),
  source_type: z.enum(['card']).optional(),
  statement_descriptor: clearableText().optional(),
});

export const payoutOperations = [
  operation({ method: 'POST', path: '/v1/payouts', params: creation, run: create }),
  operation({
    method: 'GET',
    path: '/v1/payouts',
    params: z.strictObject({ ...paging, created: createdRange(), status: text().optional() }),
    run: (account, { status, ...query }) =>
      account.objects.list('payout', '/v1/payouts', { ...query, where: { status } }),
  }),
  operation({
    method: 'GET',
    path: '/v1/payouts/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => findPayout(account, id, 'path'),
  }),
  operation({
    method: 'POST',
    path: '/v1/payouts/:id',
    params: z.strictObject({ metadata: metadata().optional() }),
    run: (account, params, id) => {
      const payout = findPayout(account, id, 'path');
      const after = account.objects.save({
        ...payout,
        metadata: mergeMetadata(payout.metadata ?? {}, params.metadata),
      });
      account.emit('payout.updated', after, changedFields(payout, after));
      return after;
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/payouts/:id/cancel',
    params: z.strictObject({}),
    run: (account, _params, id) => {
      const payout = findPayout(account, id, 'path');
      if (payout.status === 'pending') return cancelPayout(account, payout);
      throw invalidRequest(`Payouts can only be canceled when they are pending; this one is ${payout.status}.`);
    },
  }),
];

function create(account: Account, params: z.infer<typeof creation>): Stripe.Payout {
  const currency = params.currency.toLowerCase();
  if (params.amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (params.amount > availableCents(account, currency)) {
    throw invalidRequest(
      'You have insufficient funds in your Stripe account for this payout. Your card balance is too low. You can use the /v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).',
      { code: 'balance_insufficient' },
    );
  }
  return createPayout(account, {
    amountCents: params.amount,
    currency,
    automatic: false,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    statementDescriptor: params.statement_descriptor ?? null,
  });
}

export function findPayout(account: Account, id: string, place: 'path' | 'param'): Stripe.Payout {
  const payout = account.objects.get('payout', id);
  if (!payout) throw resourceMissing('payout', id, 'payout', place);
  return payout;
}
