import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { resourceMissing } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import { createdRange, paging, text } from '../protocol/params.ts';

export const balanceOperations = [
  operation({ method: 'GET', path: '/v1/balance', params: z.strictObject({}), run: (account) => balance(account) }),
  operation({
    method: 'GET',
    path: '/v1/balance_transactions',
    params: z.strictObject({
      ...paging,
      created: createdRange(),
      currency: text().optional(),
      source: text().optional(),
      type: text().optional(),
    }),
    run: (account, { currency, source, type, ...query }) => {
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

/** Money becomes available by time alone, so its state is read off the clock. */
function asOf(account: Account, booked: Stripe.BalanceTransaction): Stripe.BalanceTransaction {
  return { ...booked, status: booked.available_on <= account.now() ? 'available' : 'pending' };
}

/** What can be paid out or transferred now. */
export function availableCents(account: Account, currency: string): number {
  return balance(account).available.find((part) => part.currency === currency)?.amount ?? 0;
}

function balance(account: Account) {
  const sums = new Map<string, { available: number; pending: number }>([['usd', { available: 0, pending: 0 }]]);
  for (const booked of account.objects.all('balance_transaction')) {
    const sum = sums.get(booked.currency) ?? { available: 0, pending: 0 };
    sum[asOf(account, booked).status as 'available' | 'pending'] += booked.net;
    sums.set(booked.currency, sum);
  }
  const part = (state: 'available' | 'pending') =>
    [...sums].map(([currency, sum]) => ({ amount: sum[state], currency, source_types: { card: sum[state] } }));
  return {
    object: 'balance',
    available: part('available'),
    connect_reserved: [...sums.keys()].map((currency) => ({ amount: 0, currency })),
    livemode: false,
    pending: part('pending'),
    refund_and_dispute_prefunding: { available: [], pending: [] },
  };
}
