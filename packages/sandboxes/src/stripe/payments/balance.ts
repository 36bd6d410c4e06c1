import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';

/** Money becomes available by time alone, so its state is read off the clock. */
export function asOf(account: Account, booked: Stripe.BalanceTransaction): Stripe.BalanceTransaction {
  return { ...booked, status: booked.available_on <= account.now() ? 'available' : 'pending' };
}

/** What can be paid out or transferred now. */
export function availableCents(account: Account, currency: string): number {
  return balance(account).available.find((part) => part.currency === currency)?.amount ?? 0;
}

export function balance(account: Account) {
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
