import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal/index.ts';
import { acceptTopUpAmount, mayBecome, settlementObjection } from './top-up.ts';
import { statusAfterCancel } from './top-up-end.ts';

const limits = { minimumUnits: 50_000_000n, maximumUnits: 100_000_000_000n };

describe('the amount of a top-up', () => {
  it.each([
    ['5.00', 50_000_000n],
    ['25', 250_000_000n],
    ['10000.0000000', 100_000_000_000n],
    ['12.34', 123_400_000n],
  ])('%s is accepted', (text, units) => expect(acceptTopUpAmount(text, limits)).toBe(units));

  it.each(['0', '-1', '1e3', '10.005', 'NaN', '1000000', '4.99', '10000.01', '', ' 5', '5,00'])(
    '%s is refused with its field',
    (text) => {
      const refusal = acceptTopUpAmount(text, limits);
      expect(isRefusal(refusal) && refusal.details).toMatchObject({ errors: [{ path: 'amount.amount' }] });
    },
  );
});

it('a settled top-up never changes again', () => {
  expect(mayBecome('succeeded', 'failed')).toBe(false);
  expect(mayBecome('succeeded', 'processing')).toBe(false);
  expect(mayBecome('failed', 'succeeded')).toBe(true);
});

it('a cancelled top-up changes only when it was paid after all', () => {
  expect(mayBecome('cancelled', 'requires_action')).toBe(false);
  expect(mayBecome('cancelled', 'failed')).toBe(false);
  expect(mayBecome('cancelled', 'succeeded')).toBe(true);
});

it('a declined top-up that is given up still says that it was declined', () => {
  expect(statusAfterCancel('failed', 'not_finished')).toBe('failed');
  expect(statusAfterCancel('failed', 'requested')).toBe('cancelled');
  expect(statusAfterCancel('requires_action', 'not_finished')).toBe('cancelled');
});

describe('a payment settles a top-up only when it is what was asked', () => {
  const asked = { amountUnits: 250_000_000n, customerId: 'cus_1' };
  const paid = { amountCents: 2500n, currency: 'usd', customerId: 'cus_1' };
  it('equal in all', () => expect(settlementObjection(asked, paid)).toBeUndefined());
  it('other amount', () => expect(settlementObjection(asked, { ...paid, amountCents: 2499n })).toContain('24.99'));
  it('other currency', () => expect(settlementObjection(asked, { ...paid, currency: 'eur' })).toContain('eur'));
  it('other customer', () => expect(settlementObjection(asked, { ...paid, customerId: 'cus_2' })).toContain('cus_2'));
});
