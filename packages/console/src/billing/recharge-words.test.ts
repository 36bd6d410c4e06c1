import type { AutoRecharge } from '@marketplace/contract';
import { expect, test } from 'vitest';
import { rechargeWords } from './recharge-words.ts';

const usd = (amount: string) => ({ currency: 'USD' as const, amount });
const recharge: AutoRecharge = {
  enabled: true,
  threshold: usd('20.0000000'),
  amount: usd('50.0000000'),
  monthlyCap: usd('200.0000000'),
  paymentMethodId: null,
  standing: 'watching',
  card: { id: 'c', brand: 'visa', last4: '4242' },
  retryAt: null,
  pausedReason: null,
  blockedReason: null,
  topUpId: null,
  failureCode: null,
  chargedThisMonth: usd('50.0000000'),
  leftThisMonth: usd('150.0000000'),
  last: null,
};
const words = (change: Partial<AutoRecharge>) => rechargeWords({ ...recharge, ...change }, () => '6 Dec, 14:00');

test('says what comes next', () => {
  expect(words({}).says).toBe(
    'Will add $50.00 from Visa ending in 4242 when the balance falls below $20.00. $150.00 of $200.00 left this month.',
  );
  expect(words({ standing: 'backing_off', retryAt: 'x', failureCode: 'insufficient_funds' }).says).toBe(
    'There is not enough money on this card. $50.00 from Visa ending in 4242 are tried again 6 Dec, 14:00.',
  );
});

test('says why it is paused and what helps', () => {
  expect(words({ standing: 'paused', pausedReason: 'declined', failureCode: 'expired_card' })).toMatchObject({
    says: expect.stringContaining('This card has expired.'),
    todo: expect.stringContaining('another card'),
  });
  const asked = { standing: 'paused', pausedReason: 'authentication_required' } as const;
  expect(words({ ...asked, topUpId: 't' }).todo).toContain('Confirm it');
  expect(words(asked).todo).toContain('Save the setting');
  expect(words({ standing: 'blocked', blockedReason: 'payment_disputed' }).says).toContain('is disputed at your bank');
  expect(words({ standing: 'blocked', blockedReason: 'other' }).says).not.toContain('other');
  expect(words({ standing: 'month_limit' }).todo).toContain('next month');
});

test('off is told quietly', () => expect(words({ standing: 'off' }).status.family).toBe('off'));
