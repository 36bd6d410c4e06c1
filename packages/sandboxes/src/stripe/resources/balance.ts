import type { Stripe } from 'stripe';
import { z } from 'zod';
import { asOf, balance } from '../payments/balance.ts';
import { invalidRequest, resourceMissing } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import { createdRange, paging, text } from '../protocol/params.ts';
import { findPayout } from './payouts.ts';

export const balanceOperations = [
  operation({ method: 'GET', path: '/v1/balance', params: z.strictObject({}), run: (account) => balance(account) }),
  operation({
    method: 'GET',
    path: '/v1/balance_transactions',
    params: z.strictObject({
      ...paging,
      created: createdRange(),
      currency: text().optional(),
      payout: text().optional(),
      source: text().optional(),
      type: text().optional(),
    }),
    run: (account, { currency, source, type, ...query }) => {
      if (query.payout !== undefined) requireAutomatic(findPayout(account, query.payout, 'param'));
      const page = account.objects.list('balance_transaction', '/v1/balance_transactions', {
        ...query,
        where: { currency, source, type },
      });
      return { ...page, data: page.data.map((booked) => asOf(account, booked)) };
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/balance_transactions/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => {
      const booked = account.objects.get('balance_transaction', id);
      if (!booked) throw resourceMissing('balance transaction', id, 'id', 'path');
      return asOf(account, booked);
    },
  }),
];

function requireAutomatic(payout: Stripe.Payout): void {
  if (payout.automatic) return;
  throw invalidRequest('Balance transaction history can only be filtered on automatic payouts, not manual.', {
    param: 'payout',
  });
}
